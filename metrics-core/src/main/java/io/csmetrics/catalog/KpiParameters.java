package io.csmetrics.catalog;

import io.csmetrics.select.Clock;
import io.csmetrics.select.Formula;
import io.csmetrics.select.Param;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.TextSet;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;

/**
 * The parameters that KPIs of the catalogue share, by their names. Which of them a KPI has, what its default is and which words it
 * knows is told by the KPI. Two parameters of one name and different types never meet in one KPI.
 */
public final class KpiParameters {
    /** The feature, or several of which any counts. */
    public static final Param<TextSet> FEATURE = Param.named("feature", Param.Type.TEXT);

    /** The features of which any counts. */
    public static final Param<TextSet> FEATURES = Param.named("features", Param.Type.TEXT);

    /** The milestones. */
    public static final Param<TextSet> MILESTONES = Param.named("milestones", Param.Type.TEXT);

    /** The events that count as a follow-up. */
    public static final Param<TextSet> FOLLOW = Param.named("follow", Param.Type.TEXT);

    /** The events that count as the action. */
    public static final Param<TextSet> ACTION = Param.named("action", Param.Type.TEXT);

    /** The events with which the clock starts. */
    public static final Param<TextSet> START_EVENT = Param.named("start", Param.Type.TEXT);

    /** The events with which the clock starts. */
    public static final Param<TextSet> FROM_EVENT = Param.named("from", Param.Type.TEXT);

    /** The events with which the clock stops. */
    public static final Param<TextSet> END_EVENT = Param.named("end", Param.Type.TEXT);

    /** The process. */
    public static final Param<TextSet> PROCESS = Param.named("process", Param.Type.TEXT);

    /** The step of the process that is left. */
    public static final Param<TextSet> FROM_STEP = Param.named("fromStep", Param.Type.TEXT);

    /** The step of the process that is to be reached. */
    public static final Param<TextSet> TO_STEP = Param.named("toStep", Param.Type.TEXT);

    /** The experiment. */
    public static final Param<TextSet> EXPERIMENT = Param.named("experiment", Param.Type.TEXT);

    /** The arm of the experiment that is treated. */
    public static final Param<TextSet> TREATMENT = Param.named("treatment", Param.Type.TEXT);

    /** The arm of the experiment that the other one is held against. */
    public static final Param<TextSet> CONTROL = Param.named("control", Param.Type.TEXT);

    /** The events with which an account begins to be a lead. */
    public static final Param<TextSet> CONVERSIONS = Param.named("conversions", Param.Type.TEXT);

    /** The kinds of referrers that count. */
    public static final Param<TextSet> REFERRERS = Param.named("referrers", Param.Type.TEXT);

    /** The events that are an offer. */
    public static final Param<TextSet> OFFER = Param.named("offer", Param.Type.TEXT);

    /** The categories of costs that count. */
    public static final Param<TextSet> COST_CATEGORY = Param.named("costCategory", Param.Type.TEXT);

    /** The priorities of tickets that count; left open: all. */
    public static final Param<TextSet> PRIORITY = Param.optional("priority", Param.Type.TEXT);

    /** The channels that count; left open: all. */
    public static final Param<TextSet> CHANNEL = Param.optional("channel", Param.Type.TEXT);

    /** The channels that count. */
    public static final Param<TextSet> CHANNELS = Param.named("channels", Param.Type.TEXT);

    /** The signals that count; left open: all. */
    public static final Param<TextSet> SIGNAL = Param.optional("signal", Param.Type.TEXT);

    /** The touchpoints of survey responses that count; left open: all. */
    public static final Param<TextSet> TOUCHPOINT = Param.optional("touchpoint", Param.Type.TEXT);

    /** How long after its entry a unit is followed. */
    public static final Param<Duration> WINDOW = Param.named("window", Param.Type.DURATION);

    /** How long after its entry the window of a unit begins. */
    public static final Param<Duration> FROM = Param.named("from", Param.Type.DURATION);

    /** How long after its entry the window of a unit ends. */
    public static final Param<Duration> TO = Param.named("to", Param.Type.DURATION);

    /** How far is looked back from the start of the period. */
    public static final Param<Duration> LOOKBACK = Param.named("lookback", Param.Type.DURATION);

    /** How late after its end a contract may be renewed. */
    public static final Param<Duration> GRACE = Param.named("grace", Param.Type.DURATION);

    /** How long after the period, or after its entry, it is looked what became of a unit. */
    public static final Param<Duration> FOLLOW_UP = Param.named("followUp", Param.Type.DURATION);

    /** How far ahead of the end of the period is looked. */
    public static final Param<Duration> HORIZON = Param.named("horizon", Param.Type.DURATION);

    /** How much earlier than the period costs were booked. */
    public static final Param<Duration> LAG = Param.named("lag", Param.Type.DURATION);

    /** How soon after a resolution another ticket is a repeated one; left open: none is. */
    public static final Param<Duration> REPEAT_WINDOW = Param.optional("repeatWindow", Param.Type.DURATION);

    /** How many, or which one. */
    public static final Param<BigDecimal> N = Param.named("n", Param.Type.NUMBER);

    /** How often something must happen. */
    public static final Param<BigDecimal> AT_LEAST = Param.named("atLeast", Param.Type.NUMBER);

    /** How many of several things are needed; left open: all. */
    public static final Param<BigDecimal> NEED = Param.optional("need", Param.Type.NUMBER);

    /** The least share, 0 to 1. */
    public static final Param<BigDecimal> MIN_SHARE = Param.named("minShare", Param.Type.NUMBER);

    /** How many sessions a unit is followed. */
    public static final Param<BigDecimal> FIRST_SESSIONS = Param.named("firstSessions", Param.Type.NUMBER);

    /** How many features there are. */
    public static final Param<BigDecimal> CATALOGUE_SIZE = Param.named("catalogueSize", Param.Type.NUMBER);

    /** How many people there are. */
    public static final Param<BigDecimal> HEADCOUNT = Param.named("headcount", Param.Type.NUMBER);

    /** The target of a KPI. */
    public static final Param<BigDecimal> TARGET = Param.named("target", Param.Type.NUMBER);

    /** How far a KPI without a better direction may be from its target; left open: not at all. */
    public static final Param<BigDecimal> TOLERANCE = Param.optional("tolerance", Param.Type.NUMBER);

    /** The probability of renewal, 0 to 1, of an account of which no other is known. */
    public static final Param<BigDecimal> DEFAULT_RENEWAL_PROBABILITY =
            Param.optional("defaultRenewalProbability", Param.Type.NUMBER);

    /** The share of lengths below, 0 to 1; left open: 0.9. */
    public static final Param<BigDecimal> PERCENTILE = Param.optional("percentile", Param.Type.NUMBER);

    /** How many rows of a table are shown; left open: all. */
    public static final Param<BigDecimal> TOP = Param.optional("top", Param.Type.NUMBER);

    /** Whether units whose window is not over count as not yet converted; left open: they are left out. */
    public static final Param<Boolean> INCLUDE_IMMATURE = Param.optional("includeImmature", Param.Type.FLAG);

    /** Whether every pause counts for itself, not the mean of each unit; left open: it does not. */
    public static final Param<Boolean> POOLED = Param.optional("pooled", Param.Type.FLAG);

    /** Whether only the first occurrence of each local day counts; left open: every one does. */
    public static final Param<Boolean> DISTINCT_DAYS = Param.optional("distinctDays", Param.Type.FLAG);

    /** What is made of lengths of time; left open: their mean. */
    public static final Param<Statistic> STATISTIC = Param.optional("statistic", Param.Type.STATISTIC);

    /** Which time counts; left open: all. */
    public static final Param<Clock> CLOCK = Param.optional("clock", Param.Type.CLOCK);

    /** The KPI that has a target. */
    public static final Param<Formula> KPI = Param.named("kpi", Param.Type.KPI);

    /** The KPI that a company designates for the long term. */
    public static final Param<Formula> NORTH_STAR = Param.named("northStar", Param.Type.KPI);

    /** The KPI that a team designates for a limited time. */
    public static final Param<Formula> OMTM = Param.named("omtm", Param.Type.KPI);

    /** The first day on which a designation holds; left open: it always did. */
    public static final Param<LocalDate> VALID_FROM = Param.optional("validFrom", Param.Type.DATE);

    /** The first day on which a designation no longer holds; left open: it stays. */
    public static final Param<LocalDate> VALID_TO = Param.optional("validTo", Param.Type.DATE);

    /** Whether amounts are weighted with their probability: {@code true} or {@code false}. */
    public static final Param<String> WEIGHTED = Param.named("weighted", Param.Type.WORD);

    /** Whether only what came after the onboarding was completed counts: {@code true} or {@code false}. */
    public static final Param<String> ONLY_AFTER_COMPLETION = Param.named("onlyAfterCompletion", Param.Type.WORD);

    /** The method by which a number is computed. */
    public static final Param<String> BY = Param.named("method", Param.Type.WORD);

    /** What a number is held against. */
    public static final Param<String> AGAINST = Param.named("against", Param.Type.WORD);

    /** What a number is based on. */
    public static final Param<String> BASIS = Param.named("basis", Param.Type.WORD);

    /** Whose churn is taken. */
    public static final Param<String> CHURN_FROM = Param.named("churnFrom", Param.Type.WORD);

    /** Which of several answers of one respondent count. */
    public static final Param<String> DEDUPE = Param.named("dedupe", Param.Type.WORD);

    /** What is divided by. */
    public static final Param<String> DENOMINATOR = Param.named("denominator", Param.Type.WORD);

    /** Which accounts are eligible. */
    public static final Param<String> ELIGIBLE = Param.named("eligible", Param.Type.WORD);

    /** What is measured. */
    public static final Param<String> MEASURE = Param.named("measure", Param.Type.WORD);

    /** What became of an account. */
    public static final Param<String> OUTCOME = Param.named("outcome", Param.Type.WORD);

    /** Per what a number is told. */
    public static final Param<String> PER = Param.named("per", Param.Type.WORD);

    /** Whom a number is about. */
    public static final Param<String> POPULATION = Param.named("population", Param.Type.WORD);

    /** The key of the probabilities of renewal that others computed; left open: {@code renewal-probability}. */
    public static final Param<String> PROBABILITY = Param.optional("probability", Param.Type.WORD);

    /** How many of several things must hold. */
    public static final Param<String> RULE = Param.named("rule", Param.Type.WORD);

    /** When something must have happened. */
    public static final Param<String> SCOPE = Param.named("scope", Param.Type.WORD);

    /** Where a number comes from. */
    public static final Param<String> SOURCE = Param.named("source", Param.Type.WORD);

    /** With what the clock starts. */
    public static final Param<String> START = Param.named("start", Param.Type.WORD);

    /** What is counted once. */
    public static final Param<String> UNIT = Param.named("unit", Param.Type.WORD);

    /** Which tickets are counted. */
    public static final Param<String> VOLUME = Param.named("volume", Param.Type.WORD);

    /** How much each unit weighs. */
    public static final Param<String> WEIGHT = Param.named("weight", Param.Type.WORD);

    /** At which moment something is looked at. */
    public static final Param<String> WHEN = Param.named("when", Param.Type.WORD);

    /** How the end of a window is told. */
    public static final Param<String> WITHIN = Param.named("within", Param.Type.WORD);

    private KpiParameters() {}
}
