package io.csmetrics.cohort.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;

final class PurchaseModelProperties {

    @Provide
    Arbitrary<PurchaseModel> models() {
        Arbitrary<Double> parameters = Arbitraries.doubles().between(0.05, 12).ofScale(3);
        return Combinators.combine(parameters, parameters, parameters, parameters, Arbitraries.of(true, false))
                .as((r, alpha, a, b, modified) -> modified
                        ? new MbgNbd(r, alpha, a, b, TimeScale.DAYS)
                        : new BgNbd(r, alpha, a, b, TimeScale.DAYS));
    }

    @Provide
    Arbitrary<Histories> histories() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 200),
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.integers().between(1, 5))
                .as((frequency, recency, more, customers) -> new int[] {
                    frequency, frequency == 0 ? 0 : frequency + recency, frequency + recency + more, customers
                })
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(rows -> new Histories(
                        rows.stream().mapToInt(row -> row[0]).toArray(),
                        rows.stream().mapToDouble(row -> row[1]).toArray(),
                        rows.stream().mapToDouble(row -> row[2]).toArray(),
                        rows.stream().mapToInt(row -> row[3]).toArray()));
    }

    @Property(tries = 60)
    void probabilitiesSumToOneAndTheirMeanIsTheExpectation(
            @ForAll("models") PurchaseModel model, @ForAll @DoubleRange(min = 0, max = 4) double lengths) {
        Span span = Span.ofDays(lengths * model.alpha());
        double expected = model.expectedPurchases(span);
        double sum = 0;
        double mean = 0;
        double last = 1;
        for (int n = 0; n <= 5 * expected + 20 || last * n > 1e-15; n++) {
            last = model.probability(n, span);
            sum += last;
            mean += n * last;
        }

        assertThat(sum).isCloseTo(1, within(1e-11));
        assertThat(mean).isCloseTo(expected, within(1e-10 * Math.max(1, expected)));
    }

    @Property(tries = 60)
    void expectationsGrowWithTimeAndNeverAboveThoseOfOneWhoNeverStops(
            @ForAll("models") PurchaseModel model, @ForAll @DoubleRange(min = 0, max = 50) double days) {
        double expected = model.expectedPurchases(Span.ofDays(days));

        assertThat(expected).isBetween(0.0, model.r() / model.alpha() * days * (1 + 1e-9));
        assertThat(model.expectedPurchases(Span.ofDays(2 * days))).isGreaterThanOrEqualTo(expected * (1 - 1e-9));
    }

    @Property(tries = 60)
    void longerSilenceIsLessAlive(
            @ForAll("models") PurchaseModel model, @ForAll @IntRange(min = 1, max = 30) int frequency) {
        Span recency = Span.ofDays(frequency);
        double soon = model.alive(new PurchaseHistory(frequency, recency, Span.ofDays(frequency + 1)))
                .probability();
        double late = model.alive(new PurchaseHistory(frequency, recency, Span.ofDays(frequency + 50)))
                .probability();

        assertThat(late).isBetween(0.0, soon);
        assertThat(soon).isLessThanOrEqualTo(1);
    }

    @Property(tries = 60)
    void theLikelihoodIsThatOfThePublication(
            @ForAll("models") PurchaseModel model, @ForAll("histories") Histories histories) {
        double plain = 0;
        double size = 1;
        for (int row = 0; row < histories.size(); row++) {
            double each = plain(model, histories.frequency(row), histories.recency(row), histories.age(row));
            plain += histories.customers(row) * each;
            size += histories.customers(row) * (Math.abs(each) + 100);
        }

        assertThat(DropoutLikelihood.of(model, histories).logLikelihood(model)).isCloseTo(plain, within(1e-12 * size));
    }

    /** Fader, Hardie and Lee (2005), equation 6; Batislam et al. (2007) with one more chance to stop. */
    private static double plain(PurchaseModel model, int x, double recency, double age) {
        double r = model.r();
        int chances = x + (model instanceof MbgNbd ? 1 : 0);
        double alive = -(r + x) * Math.log(model.alpha() + age);
        double gone = chances == 0
                ? Double.NEGATIVE_INFINITY
                : Math.log(model.a() / (model.b() + chances - 1)) - (r + x) * Math.log(model.alpha() + recency);
        double larger = Math.max(alive, gone);
        return LogGamma.value(r + x)
                - LogGamma.value(r)
                + r * Math.log(model.alpha())
                + LogBeta.value(model.a(), model.b() + chances)
                - LogBeta.value(model.a(), model.b())
                + larger
                + Math.log(Math.exp(alive - larger) + Math.exp(gone - larger));
    }

    @Property(tries = 60)
    void theSlopeIsThatOfDifferences(@ForAll("models") PurchaseModel model, @ForAll("histories") Histories histories) {
        DropoutLikelihood likelihood = new DropoutLikelihood(histories, 7, model instanceof MbgNbd ? 1 : 0);
        double[] at = Parameters.logs(model.r(), model.alpha(), model.a(), model.b());

        Slopes.check(likelihood, at);
    }

    @Property(tries = 60)
    void theSlopeOfSpendIsThatOfDifferences(
            @ForAll @DoubleRange(min = 0.1, max = 20) double p,
            @ForAll @DoubleRange(min = 0.1, max = 20) double q,
            @ForAll @DoubleRange(min = 0.1, max = 20) double v) {
        Spends spends = new Spends(new int[] {1, 1, 2, 7}, new double[] {0.3, 4, 1, 25});

        Slopes.check(new SpendLikelihood(spends, 2), Parameters.logs(p, q, v));
    }
}
