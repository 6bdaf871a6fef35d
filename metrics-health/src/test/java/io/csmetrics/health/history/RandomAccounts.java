package io.csmetrics.health.history;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.RandomModels;
import io.csmetrics.health.model.SignalValue;
import io.csmetrics.health.score.SignalBook;
import io.csmetrics.health.score.SignalObservation;
import io.csmetrics.record.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * A model, and accounts of which anything may be known: usable values mostly, and all that can go wrong.
 *
 * @param model the model
 * @param accounts the accounts
 * @param book what was observed
 */
@SuppressWarnings("exports")
public record RandomAccounts(HealthModel model, List<Account> accounts, SignalBook book) {
    /** The instant at which accounts are scored. */
    public static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    /**
     * Returns accounts of models.
     *
     * @param size how many accounts
     * @return accounts with observations up to 60 days before and 60 days after {@link #NOW}
     */
    public static Arbitrary<RandomAccounts> of(int size) {
        return of(RandomModels.models(), size);
    }

    /**
     * Returns accounts of models.
     *
     * @param models the models
     * @param size how many accounts
     * @return accounts with observations up to 60 days before and 60 days after {@link #NOW}
     */
    public static Arbitrary<RandomAccounts> of(Arbitrary<HealthModel> models, int size) {
        return models.flatMap(model -> Arbitraries.randomValue(random -> of(model, size, random)));
    }

    private static RandomAccounts of(HealthModel model, int size, Random random) {
        List<Account> accounts = IntStream.range(0, size)
                .mapToObj(row -> Account.of("account " + row))
                .toList();
        List<SignalObservation> observations = new ArrayList<>();
        for (Account account : accounts) {
            for (HealthSignal signal : model.signals()) {
                observe(account.id(), signal, random, observations);
            }
        }
        return new RandomAccounts(model, accounts, SignalBook.of(observations));
    }

    private static void observe(
            String account, HealthSignal signal, Random random, List<SignalObservation> observations) {
        int times = random.nextInt(5);
        for (int i = 0; i < times; i++) {
            Instant at = NOW.plus(Duration.ofDays(60 - 30L * i)).minus(Duration.ofHours(random.nextInt(700)));
            observations.add(
                    random.nextInt(20) == 0
                            ? SignalObservation.notApplicable(account, signal.id(), at)
                            : SignalObservation.of(account, signal.id(), value(signal.normaliser(), random), at));
        }
    }

    private static SignalValue value(Normaliser normaliser, Random random) {
        if (random.nextInt(15) == 0) {
            return SignalValue.none();
        }
        if (normaliser instanceof Normaliser.Categories categories && random.nextInt(10) > 0) {
            List<String> words = List.copyOf(categories.map().keySet());
            return SignalValue.parse(words.get(random.nextInt(words.size())));
        }
        if (normaliser instanceof Normaliser.YesNo) {
            return SignalValue.parse(random.nextBoolean() ? "yes" : "no");
        }
        return SignalValue.of(
                random.nextBoolean() ? random.nextInt(200) - 100 : Math.rint(random.nextGaussian() * 1e5) / 1e3);
    }
}
