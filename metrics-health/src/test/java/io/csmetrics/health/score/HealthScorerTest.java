package io.csmetrics.health.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.health.model.Aggregation;
import io.csmetrics.health.model.Coverage;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthRule;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.MissingPolicy;
import io.csmetrics.health.model.ModelCondition;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.OverrideRule;
import io.csmetrics.health.model.Scale;
import io.csmetrics.health.model.SignalGroup;
import io.csmetrics.health.model.SignalSource;
import io.csmetrics.health.model.SignalValue;
import io.csmetrics.record.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every step of scoring, with numbers worked out by hand. */
final class HealthScorerTest {
    private static final Instant T = Instant.parse("2026-10-01T00:00:00Z");

    private static HealthSignal.Builder signal(String id) {
        return HealthSignal.builder(id, Normaliser.identity());
    }

    private static HealthModel.Builder model() {
        return HealthModel.builder("m", "1").redYellowGreen(50, 75).coverage(new Coverage(0, 0));
    }

    private static Instant daysAgo(double days) {
        return T.minus(Duration.ofSeconds(Math.round(days * 86_400)));
    }

    private static HealthScore score(HealthModel.Builder model, AccountSignals signals) {
        return HealthScorer.of(model.build()).score(signals, T);
    }

    private static AccountSignals now(Object... idsAndNumbers) {
        AccountSignals signals = AccountSignals.of("A");
        for (int i = 0; i < idsAndNumbers.length; i += 2) {
            signals = signals.with((String) idsAndNumbers[i], ((Number) idsAndNumbers[i + 1]).doubleValue(), T);
        }
        return signals;
    }

    @Test
    void whatIsMissingIsSharedOutInsideItsGroupFirst() {
        // groups 50 and 50, A = {100, missing}, B = {0, 0}: 50, where a flat mean would be 33.3 (health.md 2.4)
        HealthModel.Builder model =
                model().group("a", 50, signal("a1"), signal("a2")).group("b", 50, signal("b1"), signal("b2"));
        HealthScore score = score(model, now("a1", 100, "b1", 0, "b2", 0));
        assertThat(score.score()).hasValue(50);
        assertThat(score.coverage()).isEqualTo(0.75);
        assertThat(score.contribution("a1").share()).isEqualTo(0.5);
        assertThat(score.contribution("a1").points()).isEqualTo(50);
        assertThat(score.contribution("a2").state()).isEqualTo(SignalState.MISSING);
        assertThat(score.contribution("a2").subScore()).isEmpty();
        assertThat(score.contribution("a2").share()).isZero();
        assertThat(score.contribution("b1").lost()).isEqualTo(25);
        // a2 at 0: group a 50; at 100: group a 100
        assertThat(score.low()).hasValue(25);
        assertThat(score.high()).hasValue(50);
        assertThat(score.isBandCertain()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0.75,true", "0.7500000001,false", "0.76,false"})
    void coverageThatIsJustEnoughCounts(double least, boolean hasScore) {
        HealthModel.Builder model = model().coverage(new Coverage(0, least))
                .group("a", 50, signal("a1"), signal("a2"))
                .group("b", 50, signal("b1"), signal("b2"));
        HealthScore score = score(model, now("a1", 100, "b1", 0, "b2", 0));
        assertThat(score.score().isPresent()).isEqualTo(hasScore);
        assertThat(score.noScore().isPresent()).isEqualTo(!hasScore);
        assertThat(score.coverage()).isEqualTo(0.75);
        assertThat(score.low().isPresent()).isEqualTo(hasScore);
    }

    @Test
    void aGroupWithTooLittleIsLeftOutButLowersTheCoverage() {
        HealthModel.Builder model = model().coverage(new Coverage(0.4, 0.6))
                .group("a", 70, signal("a1"))
                .group("b", 30, signal("b1").weight(1), signal("b2").weight(2));
        HealthScore score = score(model, now("a1", 80, "b1", 0));
        assertThat(score.score()).hasValue(80);
        assertThat(score.coverage()).isCloseTo(0.7 + 0.3 / 3, within(1e-12));
        assertThat(score.contribution("b1").state()).isEqualTo(SignalState.OK);
        assertThat(score.contribution("b1").share()).isZero();
        assertThat(score.contribution("b1").points()).isZero();
        // b with b2 at 0 is 0, with b2 at 100 it is 66.7: below 80, so that at best it stays left out
        assertThat(score.low()).hasValue(56);
        assertThat(score.high()).hasValue(80);
    }

    @Test
    void whatDoesNotApplyIsNotMissing() {
        HealthModel.Builder model = model().coverage(new Coverage(0.4, 1))
                .group("a", 50, signal("a1"), signal("a2"))
                .group("b", 50, signal("b1"));
        AccountSignals signals = now("a1", 40).without("a2", T).without("b1", T);
        HealthScore score = score(model, signals);
        assertThat(score.coverage()).isEqualTo(1);
        assertThat(score.score()).hasValue(40);
        assertThat(score.low()).hasValue(40);
        assertThat(score.contribution("b1").state()).isEqualTo(SignalState.NOT_APPLICABLE);
    }

    @ParameterizedTest
    @CsvSource({"14,OK", "14.00002,STALE", "0,OK", "-0.00002,INVALID"})
    void anAgeOfJustTheMaximumStillCounts(double age, SignalState state) {
        HealthModel.Builder model = model().group("g", 1, signal("s").maxAgeDays(14), signal("t"));
        HealthScore score =
                score(model, AccountSignals.of("A").with("s", 20, daysAgo(age)).with("t", 60, T));
        assertThat(score.contribution("s").state()).isEqualTo(state);
        assertThat(score.score()).hasValue(state == SignalState.OK ? 40 : 60);
        assertThat(score.coverage()).isEqualTo(state == SignalState.OK ? 1 : 0.5);
    }

    @Test
    void theWeightOfAnOldValueDecaysAndNotTheValue() {
        HealthModel.Builder model =
                model().group("g", 1, signal("nps").weight(2).halfLifeDays(90), signal("use"));
        AccountSignals signals =
                AccountSignals.of("A").with("nps", 90, daysAgo(90)).with("use", 30, T);
        HealthScore score = score(model, signals);
        // weights 2 * 1/2 and 1
        assertThat(score.score()).hasValue(60);
        assertThat(score.contribution("nps").subScore()).hasValue(90);
        assertThat(score.contribution("nps").share()).isEqualTo(0.5);
        assertThat(score.contribution("nps").ageDays()).hasValue(90);
        assertThat(score.coverage()).isEqualTo(1);
        // bounds have the weights 2 and 1, which alone would give 70, and hold the score all the same
        assertThat(score.low()).hasValue(60);
        assertThat(score.high()).hasValue(70);
    }

    @Test
    void aFixedScoreCountsButCoversNothing() {
        HealthModel.Builder model = model().group("g", 1, signal("s").missing(new MissingPolicy.Fixed(0)), signal("t"));
        HealthScore score = score(model, now("t", 80));
        assertThat(score.score()).hasValue(40);
        assertThat(score.coverage()).isEqualTo(0.5);
        assertThat(score.contribution("s").subScore()).hasValue(0);
        assertThat(score.contribution("s").share()).isEqualTo(0.5);
        assertThat(score.low()).hasValue(40);
        assertThat(score.high()).hasValue(90);
    }

    @Test
    void aMedianIsThatOfTheSegment() {
        HealthModel.Builder model = model().group(
                        "g",
                        1,
                        signal("s").missing(new MissingPolicy.SegmentMedian(new TreeMap<>(Map.of("SMB", 62.0)))),
                        signal("t"));
        Account smb = Account.builder("A").segment("SMB").build();
        HealthScore known = score(model, AccountSignals.of(smb).with("t", 80, T));
        assertThat(known.score()).hasValue(71);
        HealthScore unknown = score(model, AccountSignals.of("A").with("t", 80, T));
        assertThat(unknown.score()).hasValue(80);
    }

    @Test
    void lastIsTheNewestValueThatIsNotBlankAndNotTooOld() {
        HealthModel.Builder carried =
                model().group("g", 1, signal("s").maxAgeDays(30).missing(new MissingPolicy.Last()));
        AccountSignals signals = AccountSignals.of("A")
                .with("s", 10, daysAgo(40))
                .with("s", 30, daysAgo(20))
                .with("s", "", daysAgo(1));
        assertThat(score(carried, signals).score()).hasValue(30);
        assertThat(score(carried, signals).contribution("s").state()).isEqualTo(SignalState.OK);
        HealthModel.Builder left = model().group("g", 1, signal("s").maxAgeDays(30));
        assertThat(score(left, signals).score()).isEmpty();
        assertThat(score(left, signals).contribution("s").state()).isEqualTo(SignalState.MISSING);
        AccountSignals old = AccountSignals.of("A").with("s", 10, daysAgo(40)).with("s", "", daysAgo(1));
        assertThat(score(carried, old).contribution("s").state()).isEqualTo(SignalState.MISSING);
    }

    @Test
    void withoutWhatIsRequiredThereIsNoScore() {
        HealthModel.Builder model =
                model().group("g", 1, signal("s").maxAgeDays(7).missing(new MissingPolicy.Required()), signal("t"));
        HealthScore stale =
                score(model, AccountSignals.of("A").with("s", 90, daysAgo(8)).with("t", 80, T));
        assertThat(stale.noScore()).contains(NoScore.REQUIRED_SIGNAL_MISSING);
        assertThat(stale.score()).isEmpty();
        assertThat(stale.band()).isEmpty();
        assertThat(stale.contribution("t").points()).isZero();
        HealthScore without = score(model, now("t", 80).without("s", T));
        assertThat(without.score()).hasValue(80);
    }

    @Test
    void laterObservationsAreNotLookedAt() {
        HealthModel.Builder model = model().group("g", 1, signal("s"));
        AccountSignals signals =
                AccountSignals.of("A").with("s", 20, daysAgo(1)).with("s", 90, daysAgo(-1));
        assertThat(score(model, signals).score()).hasValue(20);
        HealthScore skewed = score(model, AccountSignals.of("A").with("s", 90, daysAgo(-1)));
        assertThat(skewed.contribution("s").state()).isEqualTo(SignalState.INVALID);
    }

    @Test
    void aBaselineComparesWithTheAccountsOwnPast() {
        Normaliser ratio =
                new Normaliser.Baseline(3, 2, List.of(new Normaliser.Point(0, 0), new Normaliser.Point(1, 100)));
        HealthModel.Builder model = model().group("g", 1, HealthSignal.builder("s", ratio));
        AccountSignals signals = AccountSignals.of("A")
                .with("s", 1_000, daysAgo(5))
                .with("s", 40, daysAgo(4))
                .with("s", 50, daysAgo(3))
                .with("s", 60, daysAgo(2))
                .with("s", 30, daysAgo(1));
        // 30 over the mean of 40, 50 and 60
        assertThat(score(model, signals).score()).hasValue(60);
        assertThat(score(model, signals).contribution("s").raw().number()).isEqualTo(0.6);
        AccountSignals young = AccountSignals.of("A").with("s", 60, daysAgo(2)).with("s", 30, daysAgo(1));
        assertThat(score(model, young).contribution("s").state()).isEqualTo(SignalState.MISSING);
    }

    @Test
    void aPropertyOfTheAccountIsASignal() {
        HealthModel.Builder model =
                model().group("g", 1, signal("fit").source(new SignalSource.Attribute("fit_score")));
        Account account = Account.builder("A").attribute("fit_score", "80").build();
        assertThat(score(model, AccountSignals.of(account)).score()).hasValue(80);
        assertThat(score(model, AccountSignals.of(account).with("fit", 30, T)).score())
                .hasValue(30);
        assertThat(score(model, AccountSignals.of("A")).score()).isEmpty();
    }

    @Test
    void theCapWinsOverTheFloor() {
        HealthModel.Builder model = model().group(
                        "g", 1, signal("s"), signal("overdue").weight(0))
                .rule(HealthRule.cap("late", ModelCondition.compare("overdue", "gte", 45), 49, "Invoice overdue"))
                .rule(HealthRule.cap("later", ModelCondition.compare("overdue", "gte", 60), 30, "Very late"))
                .rule(HealthRule.floor("good", ModelCondition.compare("s", "gte", 10), 40, "Promoter"));
        HealthScore capped = score(model, now("s", 90, "overdue", 45));
        assertThat(capped.score()).hasValue(49);
        assertThat(capped.computed()).hasValue(90);
        assertThat(capped.rules()).extracting(fired -> fired.rule().id()).containsExactly("late", "good");
        assertThat(capped.rules()).extracting(FiredRule::effect).containsExactly(-41.0, 0.0);
        assertThat(capped.low()).hasValue(49);
        HealthScore both = score(model, now("s", 20, "overdue", 70));
        assertThat(both.score()).hasValue(30);
        assertThat(both.rules()).extracting(FiredRule::effect).containsExactly(0.0, -10.0, 20.0);
        HealthScore raised = score(model, now("s", 20));
        assertThat(raised.score()).hasValue(40);
        assertThat(raised.explanation().lines())
                .extracting(Explanation.Line::points)
                .extracting(Object::toString)
                .containsExactly("20.000", "0.000", "20.000", "0.000");
    }

    @Test
    void aMissingSignalFiresARuleOnlyIfItSaysSo() {
        ModelCondition late = ModelCondition.compare("overdue", "gte", 45);
        HealthModel.Builder model = model().group("g", 1, signal("s"), signal("overdue"));
        HealthRule strict =
                new HealthRule("strict", late, OptionalDouble.empty(), OptionalDouble.of(49), Optional.empty(), true);
        assertThat(score(model.rules(List.of(HealthRule.cap("mild", late, 49, "x"))), now("s", 90))
                        .score())
                .hasValue(90);
        assertThat(score(model.rules(List.of(strict)), now("s", 90)).score()).hasValue(49);
        // not of what is not known is not known either
        HealthRule not = HealthRule.cap("not", new ModelCondition.Not(late), 10, "x");
        assertThat(score(model.rules(List.of(not)), now("s", 90)).score()).hasValue(90);
        // one false part decides, whatever the other is
        ModelCondition low = ModelCondition.compare("s", "lt", 50);
        HealthRule both = new HealthRule(
                "both",
                new ModelCondition.All(List.of(late, low)),
                OptionalDouble.empty(),
                OptionalDouble.of(5),
                Optional.empty(),
                true);
        assertThat(score(model.rules(List.of(both)), now("s", 90)).score()).hasValue(90);
        assertThat(score(model.rules(List.of(both)), now("s", 40)).score()).hasValue(5);
    }

    @ParameterizedTest
    @CsvSource({
        "64.45,1,64.5",
        "64.449,1,64.4",
        "49.95,1,50",
        "0.5,0,1",
        "2.5,0,3",
        "99.96,1,100",
        "66.6666665,6,66.666667"
    })
    void aScoreIsRoundedOnceHalfUp(double raw, int decimals, double shown) {
        HealthModel.Builder model = model().scale(new Scale(0, 100, decimals)).group("g", 1, signal("s"));
        assertThat(score(model, now("s", raw)).score()).hasValue(shown);
    }

    @Test
    void theBandIsThatOfTheShownScore() {
        HealthModel.Builder model = model().group("g", 1, signal("s"));
        assertThat(score(model, now("s", 49.95)).band().orElseThrow().id()).isEqualTo("yellow");
        assertThat(score(model, now("s", 49.94)).band().orElseThrow().id()).isEqualTo("red");
        assertThat(score(model, now("s", 75)).band().orElseThrow().id()).isEqualTo("green");
    }

    @Test
    void noiseOfSumsDoesNotMoveTheRounding() {
        // 0.1 * 3 + 0.2 * 3 + ... of doubles is not exact; by hand (10 + 20 + 30 + 140 + 50.25) / 5 = 50.05
        HealthModel.Builder model = model().group(
                        "g",
                        1,
                        signal("a").weight(0.1),
                        signal("b").weight(0.1),
                        signal("c").weight(0.1));
        HealthScore score = score(model, now("a", 50.05, "b", 50.05, "c", 50.05));
        assertThat(score.score()).hasValue(50.1);
    }

    @Test
    void geometricMeansPunishTheLow() {
        SignalGroup group = new SignalGroup(
                "g",
                Optional.empty(),
                1,
                Aggregation.GEOMETRIC,
                List.of(signal("a").build(), signal("b").build()));
        HealthScore score = score(model().group(group), now("a", 25, "b", 100));
        assertThat(score.computed().orElseThrow()).isCloseTo(50, within(1e-12));
        assertThat(score.contribution("a").points() + score.contribution("b").points())
                .isCloseTo(50, within(1e-12));
        // a score of 0 counts as 1
        assertThat(score(model().group(group), now("a", 0, "b", 100)).computed().orElseThrow())
                .isCloseTo(10, within(1e-12));
        HealthModel.Builder overall = model().aggregation(Aggregation.GEOMETRIC)
                .group("x", 1, signal("a"))
                .group("y", 1, signal("b"));
        assertThat(score(overall, now("a", 25, "b", 100)).computed().orElseThrow())
                .isCloseTo(50, within(1e-12));
    }

    @Test
    void theWorstCanDecide() {
        HealthModel.Builder model = model().aggregation(Aggregation.WORST_OF)
                .group("x", 1, signal("a"), signal("b"))
                .group("y", 9, signal("c"))
                .group("z", 0, signal("d"));
        HealthScore score = score(model, now("a", 20, "b", 40, "c", 90, "d", 0));
        assertThat(score.score()).hasValue(30);
        assertThat(score.contribution("a").share()).isEqualTo(0.5);
        assertThat(score.contribution("c").share()).isZero();
        SignalGroup group = new SignalGroup(
                "g",
                Optional.empty(),
                1,
                Aggregation.WORST_OF,
                List.of(
                        signal("a").build(),
                        signal("b").weight(0).build(),
                        signal("c").build()));
        HealthScore worst = score(model().group(group), now("a", 70, "b", 10));
        assertThat(worst.score()).hasValue(70);
        assertThat(worst.low()).hasValue(0);
        assertThat(worst.high()).hasValue(70);
    }

    @Test
    void anotherScaleIsStretched() {
        HealthModel.Builder model = HealthModel.builder("m", "1")
                .scale(new Scale(300, 850, 0))
                .redYellowGreen(600, 700)
                .group("g", 1, signal("a"), signal("b"));
        HealthScore score = score(model, now("a", 60, "b", 80));
        assertThat(score.score()).hasValue(685);
        assertThat(score.contribution("a").points()).isCloseTo(165, within(1e-9));
        assertThat(score.explanation().lines().get(0).points()).isEqualByComparingTo("300");
    }

    @Test
    void aPersonMayOverruleForATime() {
        HealthModel model = model().override(new OverrideRule(30, true))
                .group("g", 1, signal("s"))
                .build();
        SignalColumns columns =
                SignalColumns.of(List.of("A")).numbers("s", new double[] {20}).build();
        HealthScorer scorer = HealthScorer.of(model);
        ScoreOverride fine = new ScoreOverride(80, "Ana", Optional.of("renewed"), daysAgo(1), daysAgo(-10));
        HealthScore overruled = scorer.score(columns, 0, T, Optional.of(fine));
        assertThat(overruled.score()).hasValue(80);
        assertThat(overruled.computed()).hasValue(20);
        assertThat(overruled.override()).contains(fine);
        assertThat(overruled.low()).hasValue(80);
        assertThat(overruled.explanation().toString())
                .isEqualTo(
                        "20.000  s: 20 → 20.0 × 100.0 %\n60.000  override by Ana: renewed\n0.000  rounding\n80.0  score");
        ScoreOverride expired = new ScoreOverride(80, "Ana", Optional.of("renewed"), daysAgo(20), T);
        HealthScore old = scorer.score(columns, 0, T, Optional.of(expired));
        assertThat(old.score()).hasValue(20);
        assertThat(old.notes())
                .containsExactly(
                        "override by Ana holds from 2026-09-11T00:00:00Z until 2026-10-01T00:00:00Z and is ignored");
        ScoreOverride tooLong = new ScoreOverride(80, "Ana", Optional.of("renewed"), daysAgo(20), daysAgo(-11));
        assertThat(scorer.score(columns, 0, T, Optional.of(tooLong)).notes())
                .containsExactly("override by Ana lasts longer than 30 days and is ignored");
        ScoreOverride silent = new ScoreOverride(80, "Ana", Optional.empty(), daysAgo(1), daysAgo(-1));
        assertThat(scorer.score(columns, 0, T, Optional.of(silent)).notes())
                .containsExactly("override by Ana has no reason and is ignored");
    }

    @Test
    void linesAddUpToTheShownScore() {
        HealthModel.Builder model = model().group("g", 1, signal("a"), signal("b"), signal("c"));
        HealthScore score = score(model, now("a", 100, "b", 100, "c", 0));
        assertThat(score.explanation().toString()).isEqualTo("""
                        33.334  a: 100 → 100.0 × 33.3 %
                        33.333  b: 100 → 100.0 × 33.3 %
                        0.000  c: 0 → 0.0 × 33.3 %
                        0.033  rounding
                        66.7  score""");
    }

    @Test
    void coverageIsAtMostOneWhereWeightsDoNotAddUpExactly() {
        HealthModel.Builder model = model().group(
                        "g",
                        1,
                        signal("a").weight(0.1),
                        signal("b").weight(0.3),
                        signal("c").weight(3.7));
        HealthScore score = score(model, now("a", 60, "b", 80).without("c", T));
        assertThat(score.coverage()).isEqualTo(1);
    }

    @Test
    void valuesOfAnyAgeKeepTheirShareAmongOldOnes() {
        HealthModel.Builder model =
                model().group("g", 1, signal("a").halfLifeDays(1), signal("b").halfLifeDays(1));
        HealthScore score = score(
                model, AccountSignals.of("A").with("a", 40, daysAgo(2_000)).with("b", 60, daysAgo(2_000)));
        assertThat(score.score()).hasValue(50);
        assertThat(score.coverage()).isEqualTo(1);
    }

    @Test
    void aTextReadsAlikeWhateverOtherAccountsHave() {
        Map<String, Double> words = Map.of("1", 10.0, "1.0", 90.0, "007", 70.0, "none", 0.0);
        HealthModel model = model().group(
                        "g",
                        1,
                        HealthSignal.builder(
                                "s", new Normaliser.Categories(new TreeMap<>(words), OptionalDouble.empty())))
                .build();
        List<Account> accounts = List.of(Account.of("A"), Account.of("B"), Account.of("C"), Account.of("D"));
        SignalBook book = SignalBook.of(List.of(
                SignalObservation.of("A", "s", SignalValue.parse("1.0"), T),
                SignalObservation.of("B", "s", SignalValue.parse("007"), T),
                SignalObservation.of("C", "s", 1, T),
                SignalObservation.of("D", "s", SignalValue.parse("none"), T)));
        HealthScorer scorer = HealthScorer.of(model);
        assertThat(scorer.score(book.columns(model, accounts, T), T).scores(-1)).containsExactly(90, 70, 10, 0);
        accounts.forEach(each -> assertThat(scorer.score(book.columns(model, List.of(each), T), 0, T))
                .isEqualTo(scorer.score(book.columns(model, accounts, T), accounts.indexOf(each), T)));
    }

    @Test
    void whatARuleMovesEndsAtTheScale() {
        HealthModel.Builder model = model().group("g", 1, signal("s"));
        HealthScore low = score(
                model.rules(List.of(HealthRule.cap("c", ModelCondition.compare("s", "gte", 0), -20, "why"))),
                now("s", 50));
        assertThat(low.rules().get(0).effect()).isEqualTo(-50);
        assertThat(low.explanation().toString())
                .isEqualTo("50.000  s: 50 → 50.0 × 100.0 %\n-50.000  rule c: why\n0.000  rounding\n0.0  score");
        HealthScore high = score(
                model.rules(List.of(HealthRule.floor("f", ModelCondition.compare("s", "gte", 0), 120, "why"))),
                now("s", 50));
        assertThat(high.rules().get(0).effect()).isEqualTo(50);
    }

    @Test
    void whatAGeometricMeanOfZerosHasIsALineOfItsOwn() {
        HealthModel.Builder model = model().scale(new Scale(0, 850, 6))
                .aggregation(Aggregation.GEOMETRIC)
                .group("g", 1, signal("s"));
        // a group of 0 counts as 1 of 100
        assertThat(score(model, now("s", 0)).explanation().toString()).isEqualTo("""
                0.00000000  s: 0 → 0.0 × 100.0 %
                8.50000000  floor of the geometric mean
                0.00000000  rounding
                8.500000  score""");
    }

    @Test
    void anOverrideWithoutAScoreIsTold() {
        HealthModel model = model().group("g", 1, signal("s")).build();
        ScoreOverride fine = new ScoreOverride(80, "Ana", Optional.of("renewed"), daysAgo(1), daysAgo(-10));
        HealthScore none =
                HealthScorer.of(model).score(SignalColumns.of(List.of("A")).build(), 0, T, Optional.of(fine));
        assertThat(none.score()).isEmpty();
        assertThat(none.notes()).containsExactly("override by Ana finds no score to overrule and is ignored");
    }

    @Test
    void whatDoesNotApplyFiresNoRule() {
        HealthRule strict = new HealthRule(
                "strict",
                ModelCondition.compare("overdue", "gte", 45),
                OptionalDouble.empty(),
                OptionalDouble.of(49),
                Optional.empty(),
                true);
        HealthModel.Builder model =
                model().group("g", 1, signal("s"), signal("overdue")).rule(strict);
        assertThat(score(model, now("s", 90)).score()).hasValue(49);
        assertThat(score(model, now("s", 90).without("overdue", T)).score()).hasValue(90);
    }

    @Test
    void anOverrideOutsideTheScaleIsIgnored() {
        HealthModel model = model().group("g", 1, signal("s")).build();
        SignalColumns columns =
                SignalColumns.of(List.of("A")).numbers("s", new double[] {20}).build();
        ScoreOverride high = new ScoreOverride(150, "Ana", Optional.of("x"), daysAgo(1), daysAgo(-1));
        HealthScore score = HealthScorer.of(model).score(columns, 0, T, Optional.of(high));
        assertThat(score.score()).hasValue(20);
        assertThat(score.notes()).containsExactly("override by Ana is outside the scale and is ignored");
    }

    @Test
    void ofEqualNumbersAtOneInstantTheOrderOfRowsDoesNotDecide() {
        Normaliser words =
                new Normaliser.Categories(new TreeMap<>(Map.of("3", 10.0, "3.0", 90.0)), OptionalDouble.empty());
        HealthModel.Builder model = model().group("g", 1, HealthSignal.builder("s", words));
        AccountSignals one = AccountSignals.of("A").with("s", "3", T).with("s", "3.0", T);
        AccountSignals other = AccountSignals.of("A").with("s", "3.0", T).with("s", "3", T);
        assertThat(score(model, one).score())
                .isEqualTo(score(model, other).score())
                .hasValue(10);
    }

    @Test
    void limitsOutsideTheScaleAreWarnedOf() {
        HealthModel model = model().group(
                        "g", 1, signal("s").maxAgeDays(9), signal("t").maxAgeDays(9))
                .rule(HealthRule.cap("low", ModelCondition.compare("s", "lt", 1), -20, "x"))
                .build();
        assertThat(model.warnings())
                .extracting(Object::toString)
                .containsExactly("$.rules[0].cap: -20 is outside the scale, 0 to 100; it acts as the end of the scale");
    }
}
