package io.csmetrics.spark;

import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is wrong with the records of some parts, each with its place, so that the driver tells all of it at once.
 *
 * @param errors the errors, the first {@value Findings#KEPT} by file and line; what several parts met, such as a wrong header, stands once
 * @param more how many errors there are beside them
 */
public record Problems(List<Finding> errors, long more) implements Serializable {
    private static final Comparator<Finding> BY_PLACE = Comparator.comparing(Finding::source)
            .thenComparingLong(Finding::line)
            .thenComparing(Finding::toString);

    /** Puts what was found into one order, whatever the order of the parts, and keeps the first. */
    public Problems {
        List<Finding> all = errors.stream().distinct().sorted(BY_PLACE).toList();
        errors = List.copyOf(all.subList(0, Math.min(all.size(), Findings.KEPT)));
        more = Math.addExact(more, all.size() - errors.size());
    }

    /**
     * Returns what a part found.
     *
     * @param findings the findings
     * @return the errors among them
     */
    public static Problems of(Findings findings) {
        List<Finding> kept = findings.errors();
        return new Problems(kept, findings.errorCount() - kept.size());
    }

    /**
     * Adds what others found.
     *
     * @param other the other problems
     * @return all of them
     */
    public Problems plus(Problems other) {
        return new Problems(
                Stream.concat(errors.stream(), other.errors.stream()).toList(), Math.addExact(more, other.more));
    }

    /**
     * Refuses the data if there is an error.
     *
     * @throws InvalidDataException with the errors by file and line, and their total
     */
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new InvalidDataException(errors, Math.addExact(errors.size(), more));
        }
    }
}
