package io.csmetrics.data;

import static io.csmetrics.record.RevenueMovement.Type.CHURN;
import static io.csmetrics.record.RevenueMovement.Type.CONTRACTION;
import static io.csmetrics.record.RevenueMovement.Type.EXPANSION;
import static io.csmetrics.record.RevenueMovement.Type.NEW;

import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.SurveyResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** Short words for the records of examples, and the ledger that many examples share. */
public final class Books {
    /** The period of most examples. */
    public static final ReportingPeriod JANUARY = ReportingPeriod.month(2025, 1);

    private Books() {}

    /** An amount in EUR. */
    public static BigMoney eur(String amount) {
        return BigMoney.parse("EUR " + amount);
    }

    /** A movement in EUR. */
    public static RevenueMovement move(String accountId, String on, Type type, String amount) {
        return RevenueMovement.of(accountId, LocalDate.parse(on), type, eur(amount));
    }

    /** A movement in EUR of a kind. */
    public static RevenueMovement move(String accountId, String on, Type type, String amount, Kind kind) {
        return RevenueMovement.builder(accountId, LocalDate.parse(on), type, eur(amount))
                .kind(kind)
                .build();
    }

    /**
     * The shared ledger. Before January 2025 A has 100, B has 50, C has 50; in January A expands by 20, B contracts by 20, D is new
     * with 40, C churns.
     */
    public static List<RevenueMovement> shared() {
        return List.of(
                move("A", "2024-06-01", NEW, "100"),
                move("B", "2024-06-01", NEW, "50"),
                move("C", "2024-06-01", NEW, "50"),
                move("A", "2025-01-10", EXPANSION, "20", Kind.UPSELL),
                move("B", "2025-01-12", CONTRACTION, "20", Kind.DOWNGRADE),
                move("D", "2025-01-15", NEW, "40"),
                move("C", "2025-01-20", CHURN, "50"));
    }

    /** The accounts of the shared ledger. */
    public static List<Account> sharedAccounts() {
        return List.of(
                Account.builder("A").segment("SMB").attribute("region", "EMEA").build(),
                Account.builder("B").segment("SMB").attribute("region", "APAC").build(),
                Account.builder("C").segment("Enterprise").build(),
                Account.builder("D")
                        .segment("Enterprise")
                        .attribute("region", "EMEA")
                        .build());
    }

    /** The shared ledger with its accounts, in UTC. */
    public static CustomerData sharedData() {
        return data().accounts(sharedAccounts()).movements(shared()).build();
    }

    /** A book in UTC and EUR. */
    public static CustomerData.Builder data() {
        return CustomerData.builder().zone(ZoneOffset.UTC).currency(CurrencyUnit.EUR);
    }

    /** A book in UTC and EUR of some movements. */
    public static CustomerData data(RevenueMovement... movements) {
        return data().movements(Arrays.asList(movements)).build();
    }

    /** A book in UTC and EUR of some responses. */
    public static CustomerData data(SurveyResponse... responses) {
        return data().surveys(Arrays.asList(responses)).build();
    }

    /** Answers of account A inside January, one a day, on the instrument's own scale. */
    public static List<SurveyResponse> answers(String instrument, int... scores) {
        List<SurveyResponse> responses = new ArrayList<>();
        for (int score : scores) {
            Instant at = Instant.parse("2025-01-02T12:00:00Z").plusSeconds(86_400L * responses.size());
            responses.add(SurveyResponse.of(instrument, "A", at, BigDecimal.valueOf(score)));
        }
        return responses;
    }

    /** An answer to which more can be said. */
    public static SurveyResponse.Builder answer(String instrument, String accountId, String at, String score) {
        return SurveyResponse.builder(instrument, Instant.parse(at), new BigDecimal(score))
                .accountId(accountId);
    }
}
