package io.csmetrics.health.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.Scale;
import io.csmetrics.health.model.SignalGroup;
import io.csmetrics.health.model.SignalSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Laws of scoring. */
final class ScoreProperties {
    private static List<HealthScore> scores(RandomBook book) {
        return HealthScorer.of(book.model).explained(book.columns(), RandomBook.T);
    }

    @Property(tries = 100)
    void pointsAddUpToTheComputedScore(@ForAll long randomStart) {
        RandomBook book = new RandomBook(randomStart, true);
        for (HealthScore score : scores(book)) {
            double points = score.contributions().stream()
                    .mapToDouble(Contribution::points)
                    .sum();
            double shares = score.contributions().stream()
                    .mapToDouble(Contribution::share)
                    .sum();
            assertThat(points).isCloseTo(score.computed().orElse(0), within(1e-9));
            assertThat(shares).isCloseTo(score.score().isPresent() ? 1 : 0, within(1e-12));
        }
    }

    @Property(tries = 100)
    void linesAddUpToTheShownScoreExactly(@ForAll long randomStart) {
        RandomBook book = new RandomBook(randomStart, false);
        for (HealthScore score : scores(book)) {
            // an explanation that does not add up is refused when it is made
            assertThat(score.explanation().shown().isPresent())
                    .isEqualTo(score.score().isPresent());
        }
    }

    @Property(tries = 100)
    void aScoreIsInItsScaleAndItsBoundsHoldIt(@ForAll long randomStart, @ForAll boolean isSimple) {
        RandomBook book = new RandomBook(randomStart, isSimple);
        Scale scale = book.model.scale();
        for (HealthScore score : scores(book)) {
            if (score.score().isPresent()) {
                assertThat(score.score().getAsDouble()).isBetween(scale.min(), scale.max());
                assertThat(score.low().getAsDouble())
                        .isBetween(scale.min(), score.score().getAsDouble());
                assertThat(score.high().getAsDouble()).isBetween(score.score().getAsDouble(), scale.max());
            }
            assertThat(score.coverage()).isBetween(0.0, 1 + 1e-12);
        }
    }

    @Property(tries = 100)
    void whateverBecomesKnownTheScoreStaysInItsBounds(@ForAll long randomStart, @ForAll long learning) {
        RandomBook book = new RandomBook(randomStart, true);
        SignalColumns before = book.columns();
        HealthScorer scorer = HealthScorer.of(book.model);
        Random random = new Random(learning);
        SignalColumns after = before;
        for (HealthSignal signal : book.model.signals()) {
            if (random.nextBoolean()) {
                double[] numbers = random.doubles(before.size(), -3, 12).toArray();
                after = after.with(signal.id(), numbers);
            }
        }
        for (int row = 0; row < before.size(); row++) {
            HealthScore known = scorer.score(before, row, RandomBook.T);
            HealthScore more = scorer.score(after, row, RandomBook.T);
            if (known.score().isPresent()) {
                assertThat(more.score().getAsDouble())
                        .isBetween(known.low().getAsDouble(), known.high().getAsDouble());
            }
        }
    }

    @Property(tries = 100)
    void columnsAndSingleAccountsGiveTheSameNumbers(@ForAll long randomStart, @ForAll boolean isSimple) {
        RandomBook book = new RandomBook(randomStart, isSimple);
        SignalColumns columns = book.columns();
        BatchScores batch = HealthScorer.of(book.model).score(columns, RandomBook.T);
        List<HealthScore> single = scores(book);
        for (int row = 0; row < batch.size(); row++) {
            HealthScore score = single.get(row);
            assertThat(batch.score(row)).isEqualTo(score.score());
            assertThat(batch.band(row)).isEqualTo(score.band());
            assertThat(batch.coverage(row)).isEqualTo(score.coverage());
        }
    }

    @Property(tries = 100)
    void theOrderOfTheFileNeverChangesANumber(@ForAll long randomStart, @ForAll long shuffle) {
        RandomBook book = new RandomBook(randomStart, false);
        HealthModel shuffled = shuffled(book.model, new Random(shuffle));
        HealthScorer scorer = HealthScorer.of(shuffled);
        SignalColumns columns = book.columns();
        List<HealthScore> before = scores(book);
        for (int row = 0; row < columns.size(); row++) {
            HealthScore score = before.get(row);
            HealthScore other = scorer.score(columns, row, RandomBook.T);
            assertThat(other.computed()).isEqualTo(score.computed());
            assertThat(other.score()).isEqualTo(score.score());
            assertThat(other.coverage()).isEqualTo(score.coverage());
            assertThat(other.low()).isEqualTo(score.low());
            assertThat(other.high()).isEqualTo(score.high());
            for (Contribution each : score.contributions()) {
                assertThat(other.contribution(each.signal().id())).isEqualTo(each);
            }
        }
    }

    private static HealthModel shuffled(HealthModel model, Random random) {
        List<SignalGroup> groups = new ArrayList<>();
        for (SignalGroup group : model.groups()) {
            List<HealthSignal> signals = new ArrayList<>(group.signals());
            Collections.shuffle(signals, random);
            groups.add(new SignalGroup(group.id(), group.title(), group.weight(), group.aggregation(), signals));
        }
        Collections.shuffle(groups, random);
        return model.withGroups(model.version(), groups);
    }

    @Property(tries = 100)
    void theOrderOfObservationsNeverChangesANumber(@ForAll long randomStart, @ForAll long shuffle) {
        RandomBook book = new RandomBook(randomStart, false);
        List<SignalObservation> observations = new ArrayList<>(book.book().observations());
        Collections.shuffle(observations, new Random(shuffle));
        SignalColumns columns = SignalBook.of(observations).columns(book.model, book.accounts, RandomBook.T);
        assertThat(HealthScorer.of(book.model).explained(columns, RandomBook.T)).isEqualTo(scores(book));
    }

    @Property(tries = 100)
    void turningEverySignalRoundMirrorsTheScore(@ForAll long randomStart) {
        RandomBook book = new RandomBook(randomStart, true);
        List<SignalGroup> turned = book.model.groups().stream()
                .map(group -> new SignalGroup(
                        group.id(),
                        group.title(),
                        group.weight(),
                        group.aggregation(),
                        group.signals().stream().map(ScoreProperties::turned).toList()))
                .toList();
        HealthScorer scorer = HealthScorer.of(book.model.withGroups("2", turned));
        SignalColumns columns = book.columns();
        List<HealthScore> scores = scores(book);
        for (int row = 0; row < columns.size(); row++) {
            HealthScore mirrored = scorer.score(columns, row, RandomBook.T);
            assertThat(mirrored.computed().isPresent())
                    .isEqualTo(scores.get(row).computed().isPresent());
            if (mirrored.computed().isPresent()) {
                assertThat(mirrored.computed().getAsDouble())
                        .isCloseTo(100 - scores.get(row).computed().getAsDouble(), within(1e-9));
            }
        }
    }

    private static HealthSignal turned(HealthSignal signal) {
        Normaliser normaliser = signal.normaliser();
        if (normaliser instanceof Normaliser.Linear linear) {
            normaliser = new Normaliser.Linear(linear.best(), linear.worst());
        } else if (normaliser instanceof Normaliser.Points points) {
            normaliser = new Normaliser.Points(points.points().stream()
                    .map(point -> new Normaliser.Point(point.x(), 100 - point.score()))
                    .toList());
        } else if (normaliser instanceof Normaliser.Logistic logistic) {
            normaliser = new Normaliser.Logistic(logistic.at50(), 2 * logistic.at50() - logistic.at90());
        }
        return new HealthSignal(
                signal.id(),
                signal.title(),
                signal.note(),
                signal.weight(),
                new SignalSource.Given(),
                signal.maxAgeDays(),
                signal.halfLifeDays(),
                signal.feedDays(),
                normaliser,
                signal.missing());
    }
}
