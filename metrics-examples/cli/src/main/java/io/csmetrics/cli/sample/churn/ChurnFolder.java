package io.csmetrics.cli.sample.churn;

import io.csmetrics.io.RecordFile;
import io.csmetrics.record.Account;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Writes {@link ChurnHistories} as a folder of files, with a README that says what is true of them. */
public final class ChurnFolder {
    /** The age of an account, by the name by which the models of the examples ask for it. */
    private static final String AGE_DAYS = "ageDays";

    private static final String README_TEXT = """
            # SIMULATED: accounts whose true probability of leaving is known

            **No company and no person stands behind anything in this folder.** Observed from %s until %s, which is the first day that
            is not observed. All instants are UTC. `csmetrics sample` wrote it, this text included, and writes the same bytes again from the
            same options.

            | file | records | what |
            |---|---:|---|
            | `accounts.csv` | %d | all accounts; `ageDays` is of %s, and blank of one that was no customer yet |
            | `signals.csv.gz` | %d | what can be seen, once a week in the evening, on the day before a snapshot |
            | `outcomes.csv` | %d | who left when; `probability` is the true one of leaving within %d days after %s, blank of one that was no customer on that day; `amount` is USD a year |
            | `truth.csv.gz` | %d | not for models: hidden health and true probability of leaving within %d days, by account and snapshot |
            | `declines.csv` | %d | not for models: of those who left, the first day of the decline before it |

            ## What is true

            - Each account has a hidden health, a level of 0 to 40. Let z = (level - 20) / sqrt(10). Every day the account leaves with the
              probability 1 - (1 - h)^(1/30), where h = 1 / (1 + e^(5 + 2 z)) is its risk of 30 days at this level. Otherwise the level goes
              up by 1 with the probability 0.12 (40 - level) / 40, down by 1 with 0.12 level / 40, or stays. So health is drawn back to 20, of any
              distance one half in 115 days. The level of the first day is binomial, B(40, 1/2).
            - This is a Markov chain, so the probability of leaving within any number of days follows from the level of today by a recursion,
              without estimating anything. A perfect model knows that probability and no more: who really leaves is chance.
            - A decline begins on the first of the days before leaving on which health was below 20 without a break. It is the day of leaving
              itself where somebody left in good health, and blank where health was never seen at 20 or above.
            - `churned_on` is the first day without service. `observed_until` is the last day of which everything is known.

            ## What can be seen of it

            n is a standard normal number of its own each time, and a is one for each account.

            | signal | when | how it follows from z |
            |---|---|---|
            | `active_ratio` | weekly | 1 / (1 + e^-(0.2 + 0.9 z + 0.4 a + 0.15 n)) |
            | `usage_change_pct` | weekly, from the fifth week on | change of `active_ratio` over four weeks |
            | `days_since_login` | weekly | geometric, success 1 / (1 + e^-(0.8 + 1.1 z)); -1 in 2 of 1,000 rows, where a clock is wrong |
            | `open_p1_tickets` | weekly | Poisson of mean e^(-2 - 0.6 z), and 2 to 5 more for two weeks from a spike on, which begins with the probability 1 / (1 + e^(4.5 + 0.9 z)) a week |
            | `first_reply_hours` | in half of the weeks | log-normal of mean 7 and sigma 0.8, times e^(-0.2 z) |
            | `nps` | in 3 of 100 weeks, so it is often old | 7.5 + 1.4 z + 1.5 n, rounded, 0 to 10 |
            | `csm_pulse` | in a fifth of the weeks | z + 0.7 n above 0 is good, above -1.2 fair, else bad |
            | `invoice_overdue_days` | weekly | 0 until an invoice is late, with the probability 1 / (1 + e^(4.2 + 0.9 z)) a week; then 7 more each week until it is paid, with 0.4 a week |

            - Accounts with `touch-model` = digital have no manager: `csm_pulse` is not applicable. Those with `support-plan` = none have no tickets.
            - Feeds break for 2 to 6 weeks, beginning with 8 of 1,000 weeks. The three signals of usage then have no rows, so they grow old;
              `open_p1_tickets` has blank values.
            - Segment, seats, age and money have nothing to do with health.
            """;

    private final ChurnHistories histories;
    private final LocalDate asOf;
    private final int horizonDays;
    private final double[] within;

    private ChurnFolder(ChurnHistories histories, LocalDate asOf, int horizonDays) {
        this.histories = histories;
        this.asOf = asOf;
        this.horizonDays = horizonDays;
        within = HealthWalk.churnWithin(horizonDays);
    }

    /**
     * Writes the files, and replaces those that are there.
     *
     * @param histories the accounts
     * @param asOf the day at whose first instant the probability of an outcome holds, and of which the age of an account is
     * @param horizonDays within how many days after it, at least 1
     * @param to the folder to write to; made if it is not there
     * @return how many records each file has, by its name
     * @throws IOException if a file cannot be written
     */
    public static Map<String, Integer> write(ChurnHistories histories, LocalDate asOf, int horizonDays, Path to)
            throws IOException {
        Files.createDirectories(to);
        return new ChurnFolder(histories, asOf, horizonDays).write(to);
    }

    private Map<String, Integer> write(Path to) throws IOException {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        RecordFile.ACCOUNTS.write(
                to.resolve("accounts.csv"),
                histories.all().stream().map(this::account).toList());
        sizes.put("accounts.csv", histories.all().size());
        write("signals.csv.gz", SignalRow.HEADER, this::signals, to, sizes);
        write(
                "outcomes.csv",
                "account_id,churned_on,observed_until,probability,amount",
                history -> Stream.of(outcome(history)),
                to,
                sizes);
        write("truth.csv.gz", "account_id,as_of,level,probability", this::truths, to, sizes);
        write("declines.csv", "account_id,churned_on,decline_began_on,lead_days", this::decline, to, sizes);
        Files.writeString(
                to.resolve("README.md"),
                README_TEXT.formatted(
                        ChurnHistories.firstDay(histories.until()),
                        histories.until(),
                        sizes.get("accounts.csv"),
                        asOf,
                        sizes.get("signals.csv.gz"),
                        sizes.get("outcomes.csv"),
                        horizonDays,
                        asOf,
                        sizes.get("truth.csv.gz"),
                        horizonDays,
                        sizes.get("declines.csv")));
        return sizes;
    }

    /** The lines of one account in one file. */
    private interface Lines {
        Stream<String> of(ChurnHistory history);
    }

    private void write(String file, String header, Lines lines, Path folder, Map<String, Integer> sizes)
            throws IOException {
        int size = 0;
        try (OutputStream bytes = Files.newOutputStream(folder.resolve(file));
                OutputStream packed = file.endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes;
                Writer out = new OutputStreamWriter(packed, StandardCharsets.UTF_8)) {
            out.append(header).append('\n');
            for (ChurnHistory history : histories.all()) {
                for (String line : lines.of(history).toList()) {
                    out.append(line).append('\n');
                    size++;
                }
            }
        }
        sizes.put(file, size);
    }

    private Account account(ChurnHistory history) {
        Account known = history.account();
        long age = ChronoUnit.DAYS.between(history.startsOn(), asOf);
        if (age < 0) {
            return known;
        }
        return Account.builder(known.id())
                .name(known.name().orElseThrow())
                .segment(known.segment().orElseThrow())
                .seats(known.seats().orElseThrow())
                .attributes(known.attributes())
                .attribute(AGE_DAYS, Long.toString(age))
                .build();
    }

    private Stream<String> signals(ChurnHistory history) {
        return Signals.of(history, histories.snapshots(), histories.start()).stream()
                .map(SignalRow::line);
    }

    private String outcome(ChurnHistory history) {
        OptionalDouble probability = ChurnHistories.probability(history, asOf, within);
        return String.join(
                ",",
                history.id(),
                text(history.churnedOn()),
                histories.lastDay().toString(),
                probability.isPresent() ? plain(probability.getAsDouble()) : "",
                history.amount().toPlainString());
    }

    private Stream<String> truths(ChurnHistory history) {
        return histories.snapshots().stream()
                .filter(history::isCustomer)
                .map(day -> String.join(
                        ",",
                        history.id(),
                        day.toString(),
                        Integer.toString(history.level(day)),
                        plain(within[history.level(day)])));
    }

    private Stream<String> decline(ChurnHistory history) {
        return history.churnedOn().stream().map(churnedOn -> {
            Optional<LocalDate> beganOn = history.declineBeganOn();
            String lead = beganOn.map(day -> Long.toString(ChronoUnit.DAYS.between(day, churnedOn)))
                    .orElse("");
            return String.join(",", history.id(), churnedOn.toString(), text(beganOn), lead);
        });
    }

    /** Numbers in files have no exponent. */
    private static String plain(double probability) {
        return BigDecimal.valueOf(probability).toPlainString();
    }

    private static String text(Optional<LocalDate> day) {
        return day.map(LocalDate::toString).orElse("");
    }
}
