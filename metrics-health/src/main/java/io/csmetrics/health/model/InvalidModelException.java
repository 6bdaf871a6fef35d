package io.csmetrics.health.model;

import java.util.List;
import java.util.stream.Collectors;

/** A health model, or a part of one, that cannot be used, with every problem that was found in it. */
public final class InvalidModelException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final ModelProblem[] problems;

    /**
     * Creates the exception.
     *
     * @param problems the errors, at least one
     */
    public InvalidModelException(List<ModelProblem> problems) {
        super(problems.stream().map(ModelProblem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.toArray(ModelProblem[]::new);
    }

    /**
     * Returns the errors.
     *
     * @return the errors in the order of the model
     */
    public List<ModelProblem> problems() {
        return List.of(problems);
    }
}
