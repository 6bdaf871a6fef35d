package io.csmetrics.cohort.purchase;

/**
 * The story that both models tell: a customer buys at random at a rate of his own and after some of the purchases stays away for ever, with
 * a probability of his own. Rates have a gamma distribution, probabilities a beta distribution. The models differ in one point: whether
 * a customer may stay away right after the first purchase.
 *
 * <p>All figures are sums of positive numbers over n, how often a customer would buy who never stays away (a negative binomial count, whose
 * weights are divided by their own sum): nothing cancels, nothing is singular at {@code a = 1}, and no special function is needed. Summed
 * over n, {@code P(n > j)} times the chance to survive j chances to drop out is the same as the published formula with ₂F₁.
 */
final class DropoutProcess {
    /** Weights grow beyond all bounds where the rate is high; only their proportions matter. */
    private static final double LARGE = 1e200;

    private static final double NEGLIGIBLE = 1e-17;

    /** The terms of a sum that takes a fraction of a second; with more, they are near to endless. */
    private static final double MOST_TERMS = 2e7;

    /** So many times {@code time / alpha} terms after the mean the weights are negligible. */
    private static final double TAIL = 40;

    private final double r;
    private final double alpha;
    private final double a;
    private final double b;
    private final int early;

    /** How often a customer may drop out before the first repeat purchase is {@code early}, 0 or 1; time is in the unit of alpha. */
    DropoutProcess(double r, double alpha, double a, double b, int early) {
        this.r = r;
        this.alpha = alpha;
        this.a = a;
        this.b = b;
        this.early = early;
    }

    static DropoutProcess of(PurchaseModel model) {
        return new DropoutProcess(model.r(), model.alpha(), model.a(), model.b(), model instanceof MbgNbd ? 1 : 0);
    }

    /** The chance to survive so many chances to drop out. Defined as {@code B(a, b + chances) / B(a, b)}. */
    private double survival(int chances) {
        double survival = 1;
        for (int i = 0; i < chances; i++) {
            survival *= (b + i) / (a + b + i);
        }
        return survival;
    }

    /** The count has mean {@code r * time / alpha}, and beyond it falls off like a power of {@code time / (alpha + time)}. */
    private void requireEnd(int purchases, double time) {
        double lengths = time / alpha;
        if (!(purchases + (r + TAIL) * lengths <= MOST_TERMS)) {
            throw new IllegalArgumentException("time of " + lengths + " times alpha " + alpha + " with r " + r + " and "
                    + purchases + " purchases must keep purchases + (r + " + TAIL + ") * time / alpha at most "
                    + MOST_TERMS + "; take a shorter time, or a model with a larger alpha or a smaller r");
        }
    }

    /** Expected purchases up to a time from the first purchase on. */
    double expected(double time) {
        if (time == 0) {
            return 0;
        }
        requireEnd(0, time);
        double odds = time / (alpha + time);
        double weight = 1;
        double weights = 1;
        double survival = survival(early);
        double survivals = 0;
        double sum = 0;
        for (int n = 1; ; n++) {
            weight *= (r + n - 1) / n * odds;
            survivals += survival;
            survival *= (b + early + n - 1) / (a + b + early + n - 1);
            weights += weight;
            sum += weight * survivals;
            // survivals grow at most as n does, so that the rest of the sum is below that of a geometric series
            double ratio = (r + n) / n * odds;
            if (ratio < 1 && weight * survivals * ratio <= NEGLIGIBLE * (1 - ratio) * sum) {
                return sum / weights;
            }
            if (weights > LARGE) {
                weight /= LARGE;
                weights /= LARGE;
                sum /= LARGE;
            }
        }
    }

    /** The probability of exactly so many purchases up to a time. */
    double probability(int purchases, double time) {
        if (time == 0) {
            return purchases == 0 ? 1 : 0;
        }
        requireEnd(purchases, time);
        double odds = time / (alpha + time);
        double weight = 1;
        double before = 0;
        double exactly = purchases == 0 ? 1 : 0;
        double more = 0;
        for (int n = 1; ; n++) {
            if (n <= purchases) {
                before += weight;
            }
            weight *= (r + n - 1) / n * odds;
            exactly = n == purchases ? weight : exactly;
            more += n > purchases ? weight : 0;
            double ratio = (r + n) / (n + 1) * odds;
            if (n > purchases && ratio < 1 && weight * ratio <= NEGLIGIBLE * (1 - ratio) * more) {
                break;
            }
            if (before + more + weight > LARGE) {
                weight /= LARGE;
                before /= LARGE;
                exactly /= LARGE;
                more /= LARGE;
            }
        }
        double all = before + exactly + more;
        int chances = purchases + early;
        double still = survival(chances);
        // who has dropped out by now did so right after the last of the purchases
        double gone = purchases == 0 && early == 0 ? 0 : survival(chances - 1) * a / (a + b + chances - 1);
        return exactly / all * still + (exactly + more) / all * gone;
    }

    /** The probability that a customer has not dropped out. */
    double alive(int frequency, double recency, double age) {
        int chances = frequency + early;
        if (chances == 0) {
            return 1;
        }
        double silence = StrictMath.log1p((age - recency) / (alpha + recency));
        return 1 / (1 + a / (b + chances - 1) * StrictMath.exp((r + frequency) * silence));
    }

    /** What is known of a customer who has not dropped out by now: to him the coming time is as that after a purchase. */
    DropoutProcess afterwards(int frequency, double age) {
        return new DropoutProcess(r + frequency, alpha + age, a, b + frequency + early, 0);
    }

    /** Expected purchases of a customer in the time that follows. */
    double expected(int frequency, double recency, double age, double time) {
        return alive(frequency, recency, age) * afterwards(frequency, age).expected(time);
    }
}
