package io.csmetrics.health.model;

import io.csmetrics.record.Account;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Models in an order: an account is scored by the first one that applies to it. What is to become of an account that none applies to is
 * said explicitly, by {@link Segmented#otherwise} or {@link Segmented#withoutOther()}.
 */
public final class HealthModels {
    private static final int SHOWN_OF_HASH = 12;

    private final List<HealthModel> models;

    private HealthModels(List<HealthModel> models) {
        this.models = models;
    }

    /**
     * Begins a list of models.
     *
     * @param models the models, those for few accounts first
     * @return the list, which still has to say what becomes of other accounts
     */
    public static Segmented of(HealthModel... models) {
        return of(Arrays.asList(models));
    }

    /**
     * Begins a list of models.
     *
     * @param models the models, those for few accounts first
     * @return the list, which still has to say what becomes of other accounts
     */
    public static Segmented of(List<HealthModel> models) {
        return new Segmented(List.copyOf(models));
    }

    /**
     * Models of which it is not yet said what becomes of accounts that none applies to.
     *
     * @param models the models in their order
     */
    public record Segmented(List<HealthModel> models) {
        /** Copies the models. */
        public Segmented {
            models = List.copyOf(models);
        }

        /**
         * Scores all other accounts by a model.
         *
         * @param model the model, which applies to every account
         * @return the models
         * @throws InvalidModelException with everything that does not fit together
         */
        public HealthModels otherwise(HealthModel model) {
            if (model.appliesTo().isPresent()) {
                throw new InvalidModelException(List.of(ModelProblem.error(
                        "$.appliesTo",
                        "model " + model.id() + " is for all other accounts; it cannot have appliesTo")));
            }
            List<HealthModel> all = new ArrayList<>(models);
            all.add(model);
            return checked(all);
        }

        /**
         * Leaves other accounts without a score, with that as its reason.
         *
         * @return the models
         * @throws InvalidModelException with everything that does not fit together
         */
        public HealthModels withoutOther() {
            return checked(models);
        }
    }

    private static HealthModels checked(List<HealthModel> models) {
        List<ModelProblem> problems = problems(models);
        if (!problems.isEmpty()) {
            throw new InvalidModelException(problems);
        }
        return new HealthModels(List.copyOf(models));
    }

    /**
     * Returns what does not fit together: models for the same accounts, and one version with two contents.
     *
     * @param models the models in their order
     * @return the errors
     */
    public static List<ModelProblem> problems(List<HealthModel> models) {
        List<ModelProblem> problems = new ArrayList<>();
        if (models.isEmpty()) {
            problems.add(ModelProblem.error("", "at least one model must be there"));
        }
        Map<String, HealthModel> versions = new HashMap<>();
        for (int i = 0; i < models.size(); i++) {
            HealthModel model = models.get(i);
            HealthModel registered = versions.putIfAbsent(model.id() + "\n" + model.version(), model);
            if (registered != null && !registered.equals(model)) {
                problems.add(ModelProblem.error(
                        "$.version",
                        "version \"" + model.version() + "\" is already registered with other content (hash "
                                + registered.hash().substring(0, SHOWN_OF_HASH) + ")"));
                continue;
            }
            for (HealthModel before : models.subList(0, i)) {
                if (before.appliesTo().isEmpty() || sameAccounts(before, model)) {
                    problems.add(ModelProblem.error(
                            "$.appliesTo",
                            "models " + before.id() + " and " + model.id()
                                    + " match the same accounts; the second is never used"));
                    break;
                }
            }
        }
        return problems;
    }

    private static boolean sameAccounts(HealthModel one, HealthModel other) {
        return one.appliesTo()
                .map(HealthModels::normal)
                .equals(other.appliesTo().map(HealthModels::normal));
    }

    /** The condition as text that does not depend on the order of what is joined. */
    private static String normal(ModelCondition condition) {
        if (condition instanceof ModelCondition.All all) {
            return all.all().size() == 1 ? normal(all.all().get(0)) : "all" + normal(all.all());
        }
        if (condition instanceof ModelCondition.Any any) {
            return any.any().size() == 1 ? normal(any.any().get(0)) : "any" + normal(any.any());
        }
        return condition instanceof ModelCondition.Not not ? "not (" + normal(not.not()) + ")" : condition.toString();
    }

    private static String normal(List<ModelCondition> conditions) {
        return conditions.stream()
                .map(HealthModels::normal)
                .distinct()
                .sorted()
                .toList()
                .toString();
    }

    /**
     * Returns the models.
     *
     * @return the models in their order
     */
    public List<HealthModel> models() {
        return models;
    }

    /**
     * Returns the model by which an account is scored.
     *
     * @param account the account
     * @return the first model that applies to it, empty if none does
     */
    public Optional<HealthModel> modelOf(Account account) {
        return models.stream()
                .filter(model -> model.appliesTo()
                        .map(when -> when.test(name -> account.property(name)
                                        .map(SignalValue::parse)
                                        .orElse(SignalValue.none()))
                                == ModelCondition.Truth.TRUE)
                        .orElse(true))
                .findFirst();
    }
}
