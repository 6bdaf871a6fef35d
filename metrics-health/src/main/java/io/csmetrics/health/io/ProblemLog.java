package io.csmetrics.health.io;

import io.csmetrics.health.model.InvalidModelException;
import io.csmetrics.health.model.ModelProblem;
import io.csmetrics.io.StrictJson;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells what is wrong with the model in a document, each problem with the line of the innermost value that is there. */
final class ProblemLog {
    private final StrictJson root;
    private final Findings findings;

    ProblemLog(StrictJson root, Findings findings) {
        this.root = root;
        this.findings = findings;
    }

    /** Tells whether so many problems are told that nobody reads further ones. */
    boolean isCrowded() {
        return findings.errorCount() >= Findings.KEPT;
    }

    void tell(ModelProblem problem) {
        StrictJson place = isCrowded() ? root : root.nearest(problem.path());
        findings.add(problem.in(root.source(), place.line()));
        if (problem.isError()) {
            place.unsound();
        }
    }

    /** Tells a problem with a value. */
    <V> Optional<V> error(StrictJson at, String message) {
        tell(new ModelProblem(Finding.Severity.ERROR, at.path(), message));
        return at.unsound();
    }

    /** Makes a part of the model; what it refuses is told. */
    <V> Optional<V> make(StrictJson at, Supplier<V> maker) {
        try {
            return Optional.of(maker.get());
        } catch (InvalidModelException e) {
            e.problems().forEach(problem -> tell(problem.within(at.path())));
            return at.unsound();
        }
    }

    static Optional<Double> number(StrictJson json) {
        return json.number().map(BigDecimal::doubleValue);
    }
}
