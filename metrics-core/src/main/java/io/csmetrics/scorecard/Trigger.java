package io.csmetrics.scorecard;

import io.csmetrics.facts.Quotient;
import io.csmetrics.facts.Segment;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.ReportingPeriod;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When a KPI moves like this, do that. Read on results, so that the same results always give the same answer.
 *
 * <p>A trigger compares the last {@code periods} periods, k for short, with the number k periods earlier, which is the previous one. It
 * fires in the period in which its condition comes true, and not again while it stays true. A number that does not exist never fires;
 * it is listed. Periods before one are told by {@link ReportingPeriod#previous()}.
 *
 * @param key the key of the KPI
 * @param per whose numbers are looked at
 * @param comparison how the KPI has to move
 * @param thresholds the threshold; for {@link Comparison#CHANGES_BAND} the cut points in rising order. In the unit of the KPI
 * @param periods over how many periods, 1 to {@value #MOST_PERIODS}
 * @param playbook the name of what to do
 */
public record Trigger(
        String key, Per per, Comparison comparison, List<BigDecimal> thresholds, int periods, String playbook) {

    /** {@code customer-effort-score} falls by 0.5 or more against the previous period: customers find it harder, so reach out. */
    public static final Trigger EFFORT_RISES = new Trigger(
            "customer-effort-score",
            Per.OVERALL,
            Comparison.FALLS_BY,
            List.of(new BigDecimal("0.5")),
            1,
            "CSM outreach");

    /** {@code expansion-opportunity-score} of an account was at or below 70 and is above now: it may buy more. */
    public static final Trigger READY_TO_EXPAND = new Trigger(
            "expansion-opportunity-score",
            Per.ACCOUNT,
            Comparison.ABOVE,
            List.of(BigDecimal.valueOf(70)),
            1,
            "upsell playbook");

    /** A trigger looks back over at most so many periods. */
    public static final int MOST_PERIODS = 1_000;

    private static final String ACCOUNT_ID = "account_id";

    /** Whose numbers a trigger looks at. */
    public enum Per {
        /** All accounts together. */
        OVERALL,
        /** Each segment. */
        SEGMENT,
        /** Each account, as {@code Segmentation.byAccount()} gives it. */
        ACCOUNT;

        /** Tells whose number the one of a segment is. */
        static Per of(Segment segment) {
            if (segment.isOverall()) {
                return OVERALL;
            }
            return segment.attributes().size() == 1 && segment.attributes().containsKey(ACCOUNT_ID) ? ACCOUNT : SEGMENT;
        }
    }

    /** How a KPI has to move. */
    public enum Comparison {
        /** Below the threshold in each of the last k periods, and at or above it in the one before them. */
        BELOW,
        /** Above the threshold in each of the last k periods, and at or below it in the one before them. */
        ABOVE,
        /** At least the threshold less than k periods earlier. */
        FALLS_BY,
        /** At least the threshold more than k periods earlier. */
        RISES_BY,
        /** In one band in each of the last k periods, and in another one in the period before them. A cut point belongs to the upper band. */
        CHANGES_BAND
    }

    /**
     * A trigger that fired.
     *
     * @param trigger the trigger
     * @param subject whose number moved: the overall segment, a segment, or an account as {@code account_id=…}
     * @param period the period in which it fired
     * @param value the number in that period
     * @param previous the number k periods earlier
     */
    public record Firing(
            Trigger trigger, Segment subject, ReportingPeriod period, BigDecimal value, BigDecimal previous) {
        /**
         * Returns what to do.
         *
         * @return the playbook of the trigger
         */
        public String playbook() {
            return trigger.playbook;
        }
    }

    /**
     * A trigger that could not be read.
     *
     * @param trigger the trigger
     * @param subject whose number is missing; empty if there is none of anybody
     * @param undefined why the number does not exist; empty if it was not asked for
     * @param detail the reason in words
     */
    public record Unread(
            Trigger trigger, Optional<Segment> subject, Optional<UndefinedReason> undefined, String detail) {}

    /**
     * What triggers said about one period.
     *
     * @param fired those that fired, by trigger, then by subject
     * @param unread those that could not be read
     */
    public record Outcome(List<Firing> fired, List<Unread> unread) {
        /** Copies the lists. */
        public Outcome {
            fired = List.copyOf(fired);
            unread = List.copyOf(unread);
        }
    }

    /** Checks the thresholds, the number of periods and the texts. */
    public Trigger {
        // equal numbers in one form, so that equal triggers are equal
        thresholds = thresholds.stream()
                .map(number -> Quotient.of(number).numerator())
                .toList();
        if (key.isBlank()) {
            throw new IllegalArgumentException("key of a trigger must not be blank; name a KPI");
        }
        if (playbook.isBlank()) {
            throw new IllegalArgumentException("playbook of the trigger on \"" + key + "\" must not be blank; name it");
        }
        if (periods < 1 || periods > MOST_PERIODS) {
            throw new IllegalArgumentException("periods " + periods + " of the trigger on \"" + key + "\" must be 1 to "
                    + MOST_PERIODS + "; correct it");
        }
        if (comparison == Comparison.CHANGES_BAND ? thresholds.isEmpty() : thresholds.size() != 1) {
            throw new IllegalArgumentException(
                    thresholds.size() + " thresholds of the trigger on \"" + key + "\" must be "
                            + (comparison == Comparison.CHANGES_BAND ? "one at least" : "one") + "; " + comparison
                            + " has no other number of them");
        }
        for (int i = 1; i < thresholds.size(); i++) {
            if (thresholds.get(i - 1).compareTo(thresholds.get(i)) >= 0) {
                throw new IllegalArgumentException(
                        "cut points " + thresholds + " of the trigger on \"" + key + "\" must rise; put them in order");
            }
        }
        boolean byHowMuch = comparison == Comparison.FALLS_BY || comparison == Comparison.RISES_BY;
        if (byHowMuch && thresholds.get(0).signum() <= 0) {
            throw new IllegalArgumentException("threshold "
                    + thresholds.get(0).toPlainString() + " of the trigger on \"" + key + "\" must be above 0; "
                    + comparison + " says which way");
        }
    }

    /**
     * Reads the trigger on the results of one period and those before it.
     *
     * @param results rows of tables, of any KPIs, periods and segments; of several equal ones the first counts
     * @param period the period that is looked at
     * @return whom it fired for, and whom it could not be read for
     */
    public Outcome read(Collection<KpiResult> results, ReportingPeriod period) {
        SortedMap<Segment, Map<ReportingPeriod, KpiResult>> series = new TreeMap<>();
        for (KpiResult result : results) {
            if (result.kpi().key().equals(key) && Per.of(result.segment()) == per) {
                series.computeIfAbsent(result.segment(), first -> new HashMap<>())
                        .putIfAbsent(result.reading().period(), result);
            }
        }
        List<Firing> fired = new ArrayList<>();
        List<Unread> unread = new ArrayList<>();
        if (series.isEmpty()) {
            unread.add(new Unread(
                    this,
                    Optional.empty(),
                    Optional.empty(),
                    "the results have no " + key + " per " + per + "; measure it first"));
        }
        series.forEach((subject, byPeriod) -> read(subject, byPeriod, period, fired, unread));
        return new Outcome(fired, unread);
    }

    private void read(
            Segment subject,
            Map<ReportingPeriod, KpiResult> byPeriod,
            ReportingPeriod period,
            List<Firing> fired,
            List<Unread> unread) {
        List<Quotient> numbers = new ArrayList<>();
        ReportingPeriod at = period;
        for (int back = 0; back <= periods; back++) {
            // a difference has only two ends; what lies between may be missing
            if (back == 0 || back == periods || !isDifference()) {
                Optional<Quotient> number =
                        Optional.ofNullable(byPeriod.get(at)).flatMap(KpiResult::quotient);
                if (number.isEmpty()) {
                    unread.add(unread(subject, at, Optional.ofNullable(byPeriod.get(at))));
                    return;
                }
                numbers.add(number.get());
            }
            at = at.previous();
        }
        if (isMet(numbers)) {
            Quotient previous = numbers.get(numbers.size() - 1);
            fired.add(new Firing(this, subject, period, numbers.get(0).value(), previous.value()));
        }
    }

    private Unread unread(Segment subject, ReportingPeriod at, Optional<KpiResult> result) {
        Optional<UndefinedReason> reason = result.flatMap(KpiResult::undefined);
        String why = result.isEmpty() ? "not measured" : reason.map(Enum::name).orElse("a table");
        return new Unread(this, Optional.of(subject), reason, "no number in " + at + ": " + why);
    }

    private boolean isDifference() {
        return comparison == Comparison.FALLS_BY || comparison == Comparison.RISES_BY;
    }

    /** The numbers from the latest to the previous one. */
    private boolean isMet(List<Quotient> numbers) {
        Quotient previous = numbers.get(numbers.size() - 1);
        List<Quotient> run = numbers.subList(0, numbers.size() - 1);
        Quotient now = run.get(0);
        Quotient threshold = Quotient.of(thresholds.get(0));
        return switch (comparison) {
            case BELOW ->
                run.stream().allMatch(number -> number.compareTo(threshold) < 0) && previous.compareTo(threshold) >= 0;
            case ABOVE ->
                run.stream().allMatch(number -> number.compareTo(threshold) > 0) && previous.compareTo(threshold) <= 0;
            case FALLS_BY -> previous.minus(now).compareTo(threshold) >= 0;
            case RISES_BY -> now.minus(previous).compareTo(threshold) >= 0;
            case CHANGES_BAND ->
                run.stream().allMatch(number -> band(number) == band(now)) && band(previous) != band(now);
        };
    }

    private long band(Quotient number) {
        return thresholds.stream()
                .filter(cut -> number.compareTo(Quotient.of(cut)) >= 0)
                .count();
    }
}
