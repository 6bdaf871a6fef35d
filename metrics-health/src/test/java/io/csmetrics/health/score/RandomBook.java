package io.csmetrics.health.score;

import io.csmetrics.health.model.Aggregation;
import io.csmetrics.health.model.Band;
import io.csmetrics.health.model.Coverage;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthRule;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.MissingPolicy;
import io.csmetrics.health.model.ModelCondition;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.Scale;
import io.csmetrics.health.model.SignalGroup;
import io.csmetrics.health.model.SignalValue;
import io.csmetrics.record.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A random model, and accounts with random signals in every state. Equal random starts give equal books. */
final class RandomBook {
    static final Instant T = Instant.parse("2026-10-01T00:00:00Z");

    private static final int ACCOUNTS = 40;
    private static final List<String> WORDS = List.of("good", "fair", "bad", "strange");

    private final SplittableRandom random;
    private final boolean isSimple;

    final HealthModel model;
    final List<Account> accounts = new ArrayList<>();
    final List<SignalObservation> observations = new ArrayList<>();

    /**
     * Makes a book.
     *
     * @param randomStart where the random numbers start
     * @param isSimple whether scores are weighted means only: no rule, no age, nothing else in place of a missing signal
     */
    RandomBook(long randomStart, boolean isSimple) {
        random = new SplittableRandom(randomStart);
        this.isSimple = isSimple;
        HealthModel.Builder builder = HealthModel.builder("random", "1")
                .scale(
                        isSimple
                                ? Scale.usual()
                                : new Scale(random.nextInt(-5, 5), random.nextInt(20, 900), random.nextInt(7)))
                .coverage(new Coverage(share(), isSimple ? 0 : share()))
                .aggregation(aggregation());
        int groups = random.nextInt(1, 5);
        for (int g = 0; g < groups; g++) {
            builder.group(group(g));
        }
        builder.bands(bands(builder));
        if (!isSimple) {
            rules(builder);
        }
        model = builder.build();
        for (int a = 0; a < ACCOUNTS; a++) {
            Account.Builder account = Account.builder(String.format("A%02d", a));
            accounts.add(random.nextBoolean() ? account.segment("SMB").build() : account.build());
        }
        accounts.forEach(account -> model.signals().forEach(signal -> observe(account.id(), signal)));
    }

    private List<Band> bands(HealthModel.Builder builder) {
        HealthModel probe = builder.redYellowGreen(15, 18).build();
        Scale scale = probe.scale();
        double width = scale.max() - scale.min();
        return List.of(
                new Band("red", scale.min()),
                new Band("yellow", scale.min() + 0.4 * width),
                new Band("green", scale.min() + 0.7 * width));
    }

    private double share() {
        return random.nextInt(3) == 0 ? 0 : random.nextInt(8) / 10.0;
    }

    private Aggregation aggregation() {
        return isSimple ? Aggregation.MEAN : Aggregation.values()[Math.max(0, random.nextInt(-3, 3))];
    }

    private SignalGroup group(int g) {
        List<HealthSignal> signals = new ArrayList<>();
        int count = random.nextInt(1, 5);
        for (int s = 0; s < count; s++) {
            signals.add(signal("s" + random.nextInt(10) + "-" + g + s, s == 0));
        }
        return new SignalGroup(
                "g" + random.nextInt(10) + "-" + g,
                Optional.empty(),
                g == 0 ? 1 : random.nextInt(50) / 10.0,
                aggregation(),
                signals);
    }

    private HealthSignal signal(String id, boolean isFirst) {
        HealthSignal.Builder signal =
                HealthSignal.builder(id, normaliser()).weight(isFirst ? 0.7 : random.nextInt(30) / 10.0);
        if (random.nextBoolean()) {
            signal.maxAgeDays(random.nextInt(1, 40));
        }
        if (isSimple) {
            return signal.build();
        }
        if (random.nextInt(3) == 0) {
            signal.halfLifeDays(random.nextInt(1, 40));
        }
        return signal.missing(
                        switch (random.nextInt(8)) {
                            case 0 -> new MissingPolicy.Fixed(random.nextInt(101));
                            case 1 -> new MissingPolicy.SegmentMedian(new TreeMap<>(Map.of("SMB", 62.0)));
                            case 2 -> new MissingPolicy.Last();
                            case 3 -> new MissingPolicy.Required();
                            default -> new MissingPolicy.Exclude();
                        })
                .build();
    }

    private Normaliser normaliser() {
        return switch (random.nextInt(isSimple ? 4 : 11)) {
            case 0 -> new Normaliser.Linear(0, 10);
            case 1 -> new Normaliser.Linear(9, -3.5);
            case 2 -> Normaliser.points(0, 0, 2, 40, 5, 80, 8, 100);
            case 3 -> new Normaliser.Logistic(7, 2);
            case 4 ->
                new Normaliser.Steps(List.of(
                        new Normaliser.Step(OptionalDouble.of(3), 20),
                        new Normaliser.Step(OptionalDouble.empty(), 90)));
            case 5 -> new Normaliser.Peak(0, 3, 5, 9);
            case 6 -> new Normaliser.Log(0, 10);
            case 7 -> new Normaliser.Recency(4);
            case 8 -> new Normaliser.Percentile(List.of(1.0, 2.0, 2.0, 6.0), random.nextBoolean());
            case 9 ->
                new Normaliser.Categories(
                        new TreeMap<>(Map.of("good", 100.0, "fair", 55.0, "bad", 0.0)), OptionalDouble.empty());
            default -> new Normaliser.ZScore(5, 2, random.nextBoolean(), random.nextBoolean());
        };
    }

    private void rules(HealthModel.Builder builder) {
        HealthModel probe = builder.build();
        List<HealthSignal> signals = probe.signals();
        int count = random.nextInt(4);
        for (int r = 0; r < count; r++) {
            ModelCondition limit = ModelCondition.compare(
                    signals.get(random.nextInt(signals.size())).id(), random.nextBoolean() ? "gte" : "lt", 4);
            double at = probe.scale().min() + random.nextInt(20);
            builder.rule(new HealthRule(
                    "r" + r,
                    random.nextBoolean() ? limit : new ModelCondition.Not(limit),
                    random.nextBoolean() ? OptionalDouble.of(at) : OptionalDouble.empty(),
                    OptionalDouble.of(at + random.nextInt(20)),
                    Optional.empty(),
                    random.nextBoolean()));
        }
    }

    private void observe(String account, HealthSignal signal) {
        int observations = random.nextInt(3);
        for (int i = 0; i < observations; i++) {
            Instant at = T.minus(Duration.ofHours(random.nextInt(-30, 1_200)));
            if (random.nextInt(15) == 0) {
                this.observations.add(SignalObservation.notApplicable(account, signal.id(), at));
            } else {
                this.observations.add(SignalObservation.of(account, signal.id(), value(signal), at));
            }
        }
    }

    private SignalValue value(HealthSignal signal) {
        if (random.nextInt(10) == 0) {
            return random.nextBoolean() ? SignalValue.none() : SignalValue.parse("broken");
        }
        return signal.normaliser() instanceof Normaliser.Categories
                ? SignalValue.parse(WORDS.get(random.nextInt(WORDS.size())))
                : SignalValue.of(random.nextInt(-20, 120) / 10.0);
    }

    /** The book, of which the observations of one instant were made one. */
    SignalBook book() {
        Map<String, SignalObservation> once = new TreeMap<>();
        observations.forEach(each -> once.putIfAbsent(each.accountId() + each.signal() + each.observedAt(), each));
        return SignalBook.of(once.values());
    }

    SignalColumns columns() {
        return book().columns(model, accounts, T);
    }
}
