package io.csmetrics.benchmarks;

import io.csmetrics.health.model.Coverage;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.Scale;
import io.csmetrics.health.score.BatchScores;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.score.SignalColumns;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** The library by its public API: a model, columns, one call. */
final class LibraryHealthPeer implements HealthPeer {
    private static final Instant AS_OF = Instant.parse("2025-01-01T00:00:00Z");

    private final HealthScorer scorer = HealthScorer.of(model());
    private final SignalColumns columns;
    private BatchScores scores;

    LibraryHealthPeer(HealthBook book) {
        SignalColumns.Builder builder = SignalColumns.of(book.accountIds());
        for (int signal = 0; signal < HealthBook.SIGNALS; signal++) {
            builder.numbers(id(signal), book.column(signal));
        }
        columns = builder.build();
        scores = scorer.score(SignalColumns.of(List.of()).build(), AS_OF);
    }

    private static HealthModel model() {
        return HealthModel.builder("benchmark", "1")
                .scale(new Scale(0, Normaliser.BEST, Scale.MOST_DECIMALS))
                .redYellowGreen(HealthBook.MIDDLE_FROM, HealthBook.UPPER_FROM)
                .coverage(new Coverage(0, 0))
                .group(
                        "all",
                        1,
                        IntStream.range(0, HealthBook.SIGNALS)
                                .mapToObj(signal -> HealthSignal.builder(id(signal), line(signal))
                                        .weight(HealthBook.weight(signal)))
                                .toArray(HealthSignal.Builder[]::new))
                .build();
    }

    private static Normaliser line(int signal) {
        double[] points = HealthBook.points(signal);
        double[] scores = HealthBook.pointScores(signal);
        return new Normaliser.Points(IntStream.range(0, HealthBook.POINTS)
                .mapToObj(i -> new Normaliser.Point(points[i], scores[i]))
                .toList());
    }

    private static String id(int signal) {
        return "signal-" + signal;
    }

    @Override
    public void score() {
        scores = scorer.score(columns, AS_OF);
    }

    @Override
    public HealthOutput output() {
        byte[] bands = new byte[scores.size()];
        for (int account = 0; account < bands.length; account++) {
            bands[account] = (byte) scores.bandIndex(account);
        }
        return new HealthOutput(scores.scores(Double.NaN), bands);
    }
}
