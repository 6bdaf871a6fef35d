package io.csmetrics.cli.sample;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A controlled experiment whose effect is planted. Who left is given by the ledger, so what is drawn is who takes part: of those that
 * leave and those that stay just so many in each arm that the arms keep {@link Rates#KEPT_IN_TREATMENT} and {@link Rates#KEPT_IN_CONTROL}.
 * That needs the totals of the whole book.
 */
final class Experiment {
    static final String NAME = "save-play";
    static final String TREATMENT = "treatment";
    static final String CONTROL = "control";
    static final int DAYS = 90;

    private static final int RUNS_MONTHS = 15;

    /** Of those that leave and those that stay, no more than this part takes part. */
    private static final double LARGEST_PART = 0.5;

    private static final double LARGEST_PART_OF_KEPT = 0.8;

    private static final double LOST_IN_TREATMENT = 1 - Rates.KEPT_IN_TREATMENT;
    private static final double LOST_IN_CONTROL = 1 - Rates.KEPT_IN_CONTROL;
    private static final double KEPT_PER_PAIR = Rates.KEPT_IN_TREATMENT + Rates.KEPT_IN_CONTROL;
    private static final double LOST_PER_PAIR = LOST_IN_TREATMENT + LOST_IN_CONTROL;

    private final Map<String, Assignment> assignmentByAccount = new HashMap<>();

    private record Assignment(Instant at, String arm) {}

    private Experiment() {}

    static Experiment of(Collection<Life> lives, LocalDate until, long start) {
        LocalDate to = until.minusDays(DAYS);
        LocalDate from = to.minusMonths(RUNS_MONTHS);
        List<Life> lost = lives.stream()
                .filter(life ->
                        life.left() && life.startsOn().isBefore(life.endsOn().minusDays(1)))
                .filter(life -> life.endsOn().minusDays(DAYS).isAfter(from)
                        && life.endsOn().isBefore(to))
                .toList();
        List<Life> kept = lives.stream()
                .filter(life -> !life.left() && life.startsOn().isBefore(to))
                .toList();
        double lostPart = Math.min(
                LARGEST_PART,
                LARGEST_PART_OF_KEPT * kept.size() / Math.max(1, lost.size()) * LOST_PER_PAIR / KEPT_PER_PAIR);
        double keptPart = lostPart * lost.size() / Math.max(1, kept.size()) * KEPT_PER_PAIR / LOST_PER_PAIR;
        Experiment experiment = new Experiment();
        for (Life life : lost) {
            LocalDate earliest = latest(life.startsOn(), life.endsOn().minusDays(DAYS - 1));
            experiment.draw(life, earliest, life.endsOn(), lostPart, LOST_IN_TREATMENT / LOST_PER_PAIR, start);
        }
        for (Life life : kept) {
            experiment.draw(
                    life, latest(life.startsOn(), from), to, keptPart, Rates.KEPT_IN_TREATMENT / KEPT_PER_PAIR, start);
        }
        return experiment;
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private void draw(Life life, LocalDate from, LocalDate to, double part, double inTreatment, long start) {
        RandomStream random = new RandomStream(start, life.accountId(), "experiment");
        if (random.chance(part)) {
            Instant at = random.within(Life.startOf(from), Life.startOf(to));
            assignmentByAccount.put(
                    life.accountId(), new Assignment(at, random.chance(inTreatment) ? TREATMENT : CONTROL));
        }
    }

    void add(Customer customer, SampleRecords to) {
        Assignment assignment = assignmentByAccount.get(customer.id());
        if (assignment != null) {
            to.add(
                    customer,
                    customer.event("experiment-assigned", assignment.at())
                            .attribute("experiment", NAME)
                            .attribute("arm", assignment.arm()));
        }
    }
}
