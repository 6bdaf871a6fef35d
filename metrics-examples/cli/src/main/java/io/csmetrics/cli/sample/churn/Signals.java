package io.csmetrics.cli.sample.churn;

import io.csmetrics.cli.sample.RandomStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be seen of the health of one account: signals once a week, in the evening of the day before a snapshot. Each feed has random
 * numbers of its own. {@code z} is the hidden health in standard deviations.
 */
final class Signals {
    static final String ACTIVE_RATIO = "active_ratio";
    static final String USAGE_CHANGE_PCT = "usage_change_pct";
    static final String DAYS_SINCE_LOGIN = "days_since_login";
    static final String OPEN_P1_TICKETS = "open_p1_tickets";
    static final String FIRST_REPLY_HOURS = "first_reply_hours";
    static final String NPS = "nps";
    static final String CSM_PULSE = "csm_pulse";
    static final String INVOICE_OVERDUE_DAYS = "invoice_overdue_days";

    private static final Duration EVENING = Duration.ofHours(18);
    private static final int EVENING_MINUTES = 6 * 60;
    private static final int WEEK = 7;

    /** Usage is compared with that of so many weeks before. */
    private static final int CHANGE_WEEKS = 4;

    private static final double FEED_BREAKS = 0.008;
    private static final double CLOCK_IS_WRONG = 0.002;
    private static final Duration FIRST_REPLY = Duration.ofHours(7);
    private static final double ANSWERED_A_WEEK = 0.5;
    private static final double NPS_A_WEEK = 0.03;
    private static final double PULSE_A_WEEK = 0.2;
    private static final double PAYS_A_WEEK = 0.4;

    private final ChurnHistory history;
    private final long start;
    private final List<LocalDate> days;
    private final List<List<SignalRow>> rows = new ArrayList<>();
    private final Duration time;

    private Signals(ChurnHistory history, List<LocalDate> snapshots, long start) {
        this.history = history;
        this.start = start;
        days = snapshots.stream()
                .map(snapshot -> snapshot.minusDays(1))
                .filter(history::isCustomer)
                .toList();
        days.forEach(day -> rows.add(new ArrayList<>()));
        time = EVENING.plusMinutes(random("time").between(0, EVENING_MINUTES - 1));
    }

    /**
     * Draws the signals of an account.
     *
     * @param history the account
     * @param snapshots the days as of which there are signals of the evening before
     * @param start the random start
     * @return the rows by time, and those of one evening always in the same order
     */
    static List<SignalRow> of(ChurnHistory history, List<LocalDate> snapshots, long start) {
        Signals signals = new Signals(history, snapshots, start);
        signals.addUsage();
        signals.addTickets();
        signals.addReplies();
        signals.addVoice();
        signals.addMoney();
        return signals.rows.stream().flatMap(List::stream).toList();
    }

    private RandomStream random(String topic) {
        return new RandomStream(start, history.id(), topic);
    }

    private double z(int week) {
        return HealthWalk.z(history.level(days.get(week)));
    }

    private void add(int week, String signal, String value) {
        add(week, signal, value, true);
    }

    private void add(int week, String signal, String value, boolean applicable) {
        Instant at = days.get(week).atStartOfDay(ZoneOffset.UTC).plus(time).toInstant();
        rows.get(week).add(new SignalRow(history.id(), signal, value, at, applicable));
    }

    private static String text(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** Usage follows health, around a habit of the account; while the feed is broken there are no rows at all. */
    private void addUsage() {
        RandomStream random = random("usage");
        boolean[] broken = brokenWeeks("usage-feed");
        double habit = 0.4 * random.normal();
        double[] active = new double[days.size()];
        int daysSince = 0;
        for (int week = 0; week < days.size(); week++) {
            active[week] = HealthWalk.logistic(0.2 + 0.9 * z(week) + habit + 0.15 * random.normal());
            daysSince = Math.min(daysSince + WEEK, random.failures(HealthWalk.logistic(0.8 + 1.1 * z(week))));
            boolean ahead = random.chance(CLOCK_IS_WRONG);
            if (!broken[week]) {
                add(week, ACTIVE_RATIO, text(active[week], 3));
                if (week >= CHANGE_WEEKS) {
                    add(week, USAGE_CHANGE_PCT, text(100 * (active[week] / active[week - CHANGE_WEEKS] - 1), 1));
                }
                add(week, DAYS_SINCE_LOGIN, Integer.toString(ahead ? -1 : daysSince));
            }
        }
    }

    /** Tickets come more often in bad health, now and then many at once; while the feed is broken it sends blanks. */
    private void addTickets() {
        RandomStream random = random("tickets");
        boolean supported = isSupported();
        boolean[] broken = brokenWeeks("ticket-feed");
        int spike = 0;
        int spikeWeeks = 0;
        for (int week = 0; week < days.size(); week++) {
            spikeWeeks--;
            boolean spikes = random.chance(HealthWalk.logistic(-4.5 - 0.9 * z(week)));
            int more = random.between(2, 5);
            if (spikes && spikeWeeks <= 0) {
                spike = more;
                spikeWeeks = 2;
            }
            int open = poisson(StrictMath.exp(-2 - 0.6 * z(week)), random) + (spikeWeeks > 0 ? spike : 0);
            String value = supported && !broken[week] ? Integer.toString(open) : "";
            add(week, OPEN_P1_TICKETS, value, supported);
        }
    }

    /** The mean time of the first replies of a week, where there were any. */
    private void addReplies() {
        RandomStream random = random("replies");
        boolean supported = isSupported();
        for (int week = 0; week < days.size(); week++) {
            boolean answered = random.chance(ANSWERED_A_WEEK);
            double hours = random.logNormal(FIRST_REPLY, 0.8).toMinutes() / 60.0 * StrictMath.exp(-0.2 * z(week));
            if (!supported) {
                add(week, FIRST_REPLY_HOURS, "", false);
            } else if (answered) {
                add(week, FIRST_REPLY_HOURS, text(hours, 1));
            }
        }
    }

    /** People are asked rarely, so that what they said is often old; nobody knows an account without a manager. */
    private void addVoice() {
        RandomStream nps = random("nps");
        RandomStream pulse = random("pulse");
        boolean managed =
                !ChurnHistories.DIGITAL.equals(history.account().attributes().get(ChurnHistories.TOUCH_MODEL));
        for (int week = 0; week < days.size(); week++) {
            boolean answers = nps.chance(NPS_A_WEEK);
            long score = Math.round(7.5 + 1.4 * z(week) + 1.5 * nps.normal());
            if (answers) {
                add(week, NPS, Long.toString(Math.max(0, Math.min(10, score))));
            }
            boolean judged = pulse.chance(PULSE_A_WEEK);
            double impression = z(week) + 0.7 * pulse.normal();
            if (!managed) {
                add(week, CSM_PULSE, "", false);
            } else if (judged) {
                add(week, CSM_PULSE, impression > 0 ? "good" : impression > -1.2 ? "fair" : "bad");
            }
        }
    }

    /** In bad health an invoice is more often left lying; it grows older by a week until it is paid. */
    private void addMoney() {
        RandomStream random = random("money");
        int overdue = 0;
        for (int week = 0; week < days.size(); week++) {
            boolean late = random.chance(HealthWalk.logistic(-4.2 - 0.9 * z(week)));
            boolean paid = random.chance(PAYS_A_WEEK);
            int since = random.between(1, WEEK);
            if (overdue > 0) {
                overdue = paid ? 0 : overdue + WEEK;
            } else if (late) {
                overdue = since;
            }
            add(week, INVOICE_OVERDUE_DAYS, Integer.toString(overdue));
        }
    }

    private boolean isSupported() {
        return !ChurnHistories.NO_SUPPORT.equals(history.account().attributes().get(ChurnHistories.SUPPORT_PLAN));
    }

    private boolean[] brokenWeeks(String feed) {
        RandomStream random = random(feed);
        boolean[] broken = new boolean[days.size()];
        int left = 0;
        for (int week = 0; week < broken.length; week++) {
            boolean breaks = random.chance(FEED_BREAKS);
            int weeks = random.between(2, 6);
            if (breaks && left == 0) {
                left = weeks;
            }
            broken[week] = left > 0;
            left = Math.max(0, left - 1);
        }
        return broken;
    }

    /** A count by the method of Donald Knuth, "The Art of Computer Programming", volume 2, 1969: fit for small means. */
    private static int poisson(double mean, RandomStream random) {
        double limit = StrictMath.exp(-mean);
        int count = 0;
        for (double product = random.unit(); product > limit; product *= random.unit()) {
            count++;
        }
        return count;
    }
}
