package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalisationProfileTest {
    private static final Map<String, NormalisationProfile> PROFILES = Map.of(
            "STANDARD", NormalisationProfile.STANDARD,
            "WEEKS_4_33", NormalisationProfile.WEEKS_4_33,
            "DAYS_30", NormalisationProfile.DAYS_30,
            "DAYS_365_25", NormalisationProfile.DAYS_365_25,
            "CENTS_PER_LINE", NormalisationProfile.CENTS_PER_LINE,
            "KILL_BILL", NormalisationProfile.KILL_BILL);

    @ParameterizedTest
    @CsvSource({
        "STANDARD, 1200, year, 100.0000",
        "STANDARD, 100, year, 8.3333",
        "STANDARD, 90, quarter, 30.0000",
        "STANDARD, 100, P6M, 16.6667",
        "STANDARD, 2400, P2Y, 100.0000",
        "STANDARD, 10, month, 10.0000",
        "STANDARD, 3, week, 13.0000",
        "STANDARD, 6, P2W, 13.0000",
        "STANDARD, 12, day, 365.0000",
        "STANDARD, 0.0006, year, 0.0000",
        "STANDARD, 0.0018, year, 0.0002",
        "STANDARD, 1.23456, month, 1.23456",
        "STANDARD, 0.00006, quarter, 0.00002",
        "WEEKS_4_33, 1, week, 4.3300",
        "WEEKS_4_33, 12, year, 1.0000",
        "DAYS_30, 1, day, 30.0000",
        "DAYS_30, 3, week, 13.0000",
        "DAYS_365_25, 12, day, 365.2500",
        "CENTS_PER_LINE, 0.06, year, 0.01",
        "CENTS_PER_LINE, 0.015, month, 0.02",
        "KILL_BILL, 10, week, 0.0000",
        "KILL_BILL, 10, day, 0.0000",
        "KILL_BILL, 0.0006, year, 0.0001"
    })
    void aPriceBecomesMonthlyAndIsRoundedOnce(String profile, BigDecimal price, String interval, String expected) {
        BigMoney monthly =
                Objects.requireNonNull(PROFILES.get(profile)).monthly(usd(price), BillingInterval.parse(interval));
        assertThat(monthly).isEqualTo(usd(new BigDecimal(expected)));
    }

    @Test
    void killBillsOwnNumbersComeOutUnderItsProfile() throws IOException {
        List<String> lines;
        try (BufferedReader golden = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(getClass().getResourceAsStream("/golden/killbill-mrr-normalisation.csv")),
                StandardCharsets.UTF_8))) {
            lines = golden.lines().skip(2).toList();
        }
        assertThat(lines).hasSize(63);
        for (String line : lines) {
            String[] cells = line.split(",", -1);
            BigMoney price = usd(new BigDecimal(cells[1]));
            BigMoney expected = usd(new BigDecimal(cells[2]));
            if (cells[0].equals("NO_BILLING_PERIOD")) {
                assertThat(expected.isZero()).as(line).isTrue();
                assertThatThrownBy(() -> BillingInterval.parse(cells[0]))
                        .as("what is paid once has no interval, so it never becomes a subscription")
                        .isInstanceOf(IllegalArgumentException.class);
                continue;
            }
            BillingInterval interval = cells[0].equals("ANNUAL") ? BillingInterval.YEAR : BillingInterval.MONTH;
            assertThat(NormalisationProfile.KILL_BILL.monthly(price, interval))
                    .as(line)
                    .isEqualTo(expected);
        }
    }

    @Test
    void aDeclaredScaleHoldsWhateverTheDecimalsOfThePrice() {
        NormalisationProfile two = NormalisationProfile.STANDARD.withScale(2).withRounding(RoundingMode.UP);
        assertThat(two.monthly(usd(new BigDecimal("1.23456")), BillingInterval.MONTH))
                .isEqualTo(usd(new BigDecimal("1.24")));
        assertThat(two.name()).isEqualTo("STANDARD");
    }

    @Test
    void equalPricesOfUnlikeIntervalsAreEqual() {
        NormalisationProfile profile = NormalisationProfile.STANDARD;
        assertThat(profile.comparable(new BigDecimal("100"), BillingInterval.YEAR))
                .isEqualTo(profile.comparable(new BigDecimal("25.0"), BillingInterval.QUARTER))
                .isNotEqualTo(profile.comparable(new BigDecimal("8.3333"), BillingInterval.MONTH));
    }

    @Test
    void impossibleProfilesAreRefused() {
        assertThatThrownBy(() -> NormalisationProfile.STANDARD.withScale(11))
                .hasMessage("scale 11 of profile \"STANDARD\" must be 0 to 10");
        assertThatThrownBy(() -> NormalisationProfile.STANDARD.withScale(-1)).hasMessageContaining("must be 0 to 10");
        assertThatThrownBy(() -> NormalisationProfile.STANDARD.withRounding(RoundingMode.UNNECESSARY))
                .hasMessageContaining("must round");
        assertThatThrownBy(() -> new NormalisationProfile(
                        "mine", BigDecimal.ONE.negate(), BigDecimal.ONE, 2, RoundingMode.DOWN, true))
                .hasMessage("profile \"mine\" with -1 weeks and 1 days a year must have at least 0 of both");
        assertThatThrownBy(() -> new NormalisationProfile(
                        "mine", BigDecimal.ONE, BigDecimal.ONE.negate(), 2, RoundingMode.DOWN, true))
                .hasMessageContaining("must have at least 0 of both");
    }

    private static BigMoney usd(BigDecimal amount) {
        return BigMoney.of(CurrencyUnit.USD, amount);
    }
}
