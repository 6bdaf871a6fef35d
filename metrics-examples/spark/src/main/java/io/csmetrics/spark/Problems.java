package io.csmetrics.spark;

import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is wrong with the records of some parts, each with its place, so that the driver tells all of it at once.
 *
 * @param errors the errors, of each part the first {@value Findings#KEPT}; what several parts met, such as a wrong header, stands once
 * @param more how many errors there are beside them
 */
public record Problems(List<Finding> errors, long more) implements Serializable {
    /** Puts what was found into one order, whatever the order of the parts. */
    public Problems {
        errors = errors.stream()
                .distinct()
                .sorted(Comparator.comparing(Finding::toString))
                .toList();
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
            Findings inOrder = new Findings();
            inOrder.addAll(errors);
            List<Finding> told = new ArrayList<>(inOrder.errors());
            throw new InvalidDataException(told, Math.addExact(errors.size(), more));
        }
    }
}
