package io.csmetrics.health.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.health.history.RandomAccounts;
import io.csmetrics.health.score.SignalColumns;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class SensitivityProperties {

    @Provide
    Arbitrary<RandomAccounts> accounts() {
        return RandomAccounts.of(5);
    }

    @Property(tries = 60)
    void everyModelCanBeReviewed(@ForAll("accounts") RandomAccounts random) {
        SignalColumns columns = random.book().columns(random.model(), random.accounts(), RandomAccounts.NOW);
        Sensitivity sensitivity = Sensitivity.of(random.model(), columns, RandomAccounts.NOW);
        assertThat(sensitivity.effects()).allMatch(each -> each.flips() >= 0 && each.flips() <= 5);
        assertThat(sensitivity.effects()).allMatch(each -> each.largestMove() >= 0);
        assertThat(sensitivity.effects().stream()
                        .filter(each -> each.share() < 0)
                        .count())
                .isEqualTo(sensitivity.effects().stream()
                        .filter(each -> each.share() > 0)
                        .count());
        BandStability stability = BandStability.of(random.model(), columns, RandomAccounts.NOW, 5, 50, 1);
        for (int row = 0; row < 5; row++) {
            assertThat(stability.kept(row)).isBetween(0.0, 1.0);
        }
    }
}
