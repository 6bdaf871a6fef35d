package io.csmetrics.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.record.Account;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AccountFilterTest {
    private static final Account ACCOUNT =
            Account.builder("A").segment("SMB").attribute("region", "EMEA").build();

    @Test
    void allKeepsEverything() {
        assertThat(AccountFilter.all().keepsAll()).isTrue();
        assertThat(AccountFilter.all().keeps(ACCOUNT)).isTrue();
    }

    @Test
    void aPropertyMustHaveOneOfTheValues() {
        assertThat(AccountFilter.where("segment", "SMB", "Enterprise").keeps(ACCOUNT))
                .isTrue();
        assertThat(AccountFilter.where("region", "APAC").keeps(ACCOUNT)).isFalse();
        assertThat(AccountFilter.where("owner", "ann").keeps(ACCOUNT)).isFalse();
        assertThat(AccountFilter.where("owner", "ann").keepsAll()).isFalse();
    }

    @Test
    void aPropertyCanBeAskedToBeThere() {
        assertThat(AccountFilter.whereSet("region").keeps(ACCOUNT)).isTrue();
        assertThat(AccountFilter.whereSet("owner").keeps(ACCOUNT)).isFalse();
    }

    @Test
    void bothMustHold() {
        AccountFilter segment = AccountFilter.where("segment", "SMB");
        AccountFilter region = AccountFilter.where("region", "APAC");
        assertThat(segment.and(region).keeps(ACCOUNT)).isFalse();
        assertThat(segment.and(AccountFilter.all())).isEqualTo(segment);
    }

    @Test
    void equalFiltersAreEqualWhateverTheOrder() {
        AccountFilter segment = AccountFilter.where("segment", "SMB", "Enterprise");
        AccountFilter region = AccountFilter.where("region", "APAC");
        assertThat(segment.and(region).and(segment))
                .isEqualTo(region.and(AccountFilter.where("segment", "Enterprise", "SMB", "SMB")));
        assertThat(segment.and(region)).hasSameHashCodeAs(region.and(segment));
    }

    @Test
    void testsSayWhatTheyAsk() {
        assertThat(AccountFilter.where("source", "referral").tests())
                .extracting(Object::toString)
                .containsExactly("source in [referral]");
        assertThat(AccountFilter.whereSet("owner").tests())
                .extracting(Object::toString)
                .isEqualTo(List.of("owner is set"));
    }

    @Test
    void noValueIsRefused() {
        assertThatThrownBy(() -> AccountFilter.where("owner"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("values of \"owner\" must be at least one; use whereSet for any value");
    }
}
