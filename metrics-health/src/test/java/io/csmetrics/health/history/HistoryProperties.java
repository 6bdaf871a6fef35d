package io.csmetrics.health.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.health.model.Aggregation;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.Hysteresis;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.SignalGroup;
import io.csmetrics.health.score.AccountSignals;
import io.csmetrics.health.score.HealthScore;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.record.Account;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

final class HistoryProperties {
    private static final Instant NOW = RandomAccounts.NOW;
    private static final Instant LATER = NOW.plus(Duration.ofDays(45));

    @Provide
    Arbitrary<RandomAccounts> accounts() {
        return RandomAccounts.of(3);
    }

    private static ScoreHistory history(RandomAccounts random, HealthModel model) {
        return ScoreHistory.rescore(
                HealthScorer.of(model),
                random.book(),
                random.accounts(),
                List.of(NOW.minus(Duration.ofDays(30)), NOW, LATER));
    }

    @Property(tries = 200)
    void linesOfAChangeAddUpToTheChangeOfTheShownScore(@ForAll("accounts") RandomAccounts random) {
        ScoreHistory history = history(random, random.model());
        for (int row = 0; row < random.accounts().size(); row++) {
            ScoreChange change = history.change(1, 2, row);
            boolean both = change.before().score().isPresent()
                    && change.after().score().isPresent();
            assertThat(change.points().isPresent()).isEqualTo(both);
            BigDecimal sum =
                    change.lines().stream().map(ScoreChange.Line::points).reduce(BigDecimal.ZERO, BigDecimal::add);
            if (both) {
                assertThat(sum.doubleValue())
                        .isCloseTo(
                                history.scores(2).score(row).orElseThrow()
                                        - history.scores(1).score(row).orElseThrow(),
                                within(1e-6 + 1e-9 * width(random.model())));
            } else {
                assertThat(change.lines()).isEmpty();
            }
        }
    }

    @Property(tries = 200)
    void effectsAddUpToTheChangeOfTheComputedScoreUnlessItIsGeometric(@ForAll("accounts") RandomAccounts random) {
        boolean isGeometric = random.model().aggregation() == Aggregation.GEOMETRIC
                || random.model().groups().stream().anyMatch(group -> group.aggregation() == Aggregation.GEOMETRIC);
        ScoreHistory history = history(random, random.model());
        for (int row = 0; row < random.accounts().size(); row++) {
            ScoreChange change = history.change(1, 2, row);
            if (change.points().isPresent() && !isGeometric) {
                double effects = change.effects().stream()
                        .mapToDouble(effect -> effect.value() + effect.weight())
                        .sum();
                double moved = change.after().computed().orElseThrow()
                        - change.before().computed().orElseThrow();
                assertThat(effects).isCloseTo(moved, within(1e-9 * (1 + width(random.model()))));
            }
        }
    }

    private static double width(HealthModel model) {
        return Math.abs(model.scale().max()) + Math.abs(model.scale().min());
    }

    @Property(tries = 100)
    void theOrderOfTheFileChangesNothing(@ForAll("accounts") RandomAccounts random) {
        HealthModel model = random.model();
        List<SignalGroup> turned = new ArrayList<>();
        for (SignalGroup group : model.groups()) {
            List<HealthSignal> signals = new ArrayList<>(group.signals());
            Collections.reverse(signals);
            turned.add(new SignalGroup(group.id(), group.title(), group.weight(), group.aggregation(), signals));
        }
        Collections.reverse(turned);
        ScoreHistory one = history(random, model);
        ScoreHistory other = history(random, model.withGroups(model.version(), turned));
        for (int row = 0; row < random.accounts().size(); row++) {
            assertThat(other.change(1, 2, row).lines())
                    .isEqualTo(one.change(1, 2, row).lines());
            assertThat(other.band(2, row)).isEqualTo(one.band(2, row));
            assertThat(other.trend(2, row)).isEqualTo(one.trend(2, row));
        }
    }

    @Property(tries = 100)
    void bandsOfManyAreThoseOfOne(@ForAll("accounts") RandomAccounts random) {
        ScoreHistory history = history(random, random.model());
        BandTracker tracker = BandTracker.of(random.model());
        for (int row = 0; row < random.accounts().size(); row++) {
            BandState state = BandState.none();
            for (int i = 0; i < history.instants().size(); i++) {
                HealthScore score = history.score(i, row);
                state = tracker.next(state, score);
                assertThat(history.state(i, row)).isEqualTo(state);
                assertThat(score.score()).isEqualTo(history.scores(i).score(row));
            }
            assertThat(ScoreTrend.of(history.explained(row))).isEqualTo(history.trend(2, row));
        }
    }

    private static HealthModel model(Hysteresis hysteresis) {
        return HealthModel.builder("plain", "1")
                .redYellowGreen(50, 75)
                .hysteresis(hysteresis)
                .group("all", 1, HealthSignal.builder("x", Normaliser.identity()))
                .build();
    }

    @Property
    void withoutMarginAndWithOneConfirmationTheBandIsThatOfTheScore(
            @ForAll @Size(min = 1, max = 8) List<@DoubleRange(min = 0, max = 100) Double> scores) {
        HealthScorer scorer = HealthScorer.of(model(Hysteresis.none()));
        BandTracker tracker = BandTracker.of(scorer.model());
        BandState state = BandState.none();
        for (double each : scores) {
            HealthScore score = scorer.score(AccountSignals.of(Account.of("A")).with("x", each, NOW), NOW);
            state = tracker.next(state, score);
            assertThat(state.band()).isEqualTo(score.band());
            assertThat(state.pending()).isEmpty();
        }
    }

    @Property
    void theBandThatCountsIsNeverFurtherFromTheScoreThanTheMargin(
            @ForAll @Size(min = 1, max = 8) List<@DoubleRange(min = 0, max = 100) Double> scores) {
        HealthScorer scorer = HealthScorer.of(model(new Hysteresis(3, 4)));
        BandTracker tracker = BandTracker.of(scorer.model());
        BandState state = BandState.none();
        for (double each : scores) {
            HealthScore score = scorer.score(AccountSignals.of("A").with("x", each, NOW), NOW);
            state = tracker.next(state, score);
            double shown = score.score().orElseThrow();
            int band = scorer.model().bands().indexOf(state.band().orElseThrow());
            double from = scorer.model().bands().get(band).from();
            double below =
                    band == 2 ? 200 : scorer.model().bands().get(band + 1).from();
            assertThat(shown).isBetween(from - 3 - 1e-9, below + 3);
            assertThat(state.run()).isLessThan(4);
            assertThat(state.pending().isPresent()).isEqualTo(!score.band().equals(state.band()));
        }
    }
}
