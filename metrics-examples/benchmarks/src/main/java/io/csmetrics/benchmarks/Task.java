package io.csmetrics.benchmarks;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What is timed: its name in the table, what is aimed at, who takes part, and how each of them does it. */
enum Task {
    /** A file of movements of accounts that are whole numbers. */
    CSV_NUMBERS("W1 CSV to memory, whole-number ids"),
    /** The same file with ids like those of a billing system. */
    CSV_TEXTS("W1 CSV to memory, text ids"),
    /** Records of movements that an application holds already. */
    RECORDS("ingest of records"),
    /** Columns, a call for each movement. */
    COLUMNS("ingest of columns"),
    /** {@link Checksum#BRIDGES}. */
    BRIDGES("W2 bridges, 60 months x 13 scopes"),
    /** {@link Checksum#RETENTIONS}. */
    RETENTIONS("W3 NRR and GRR, 49 windows x 13 scopes"),
    /** {@link Checksum#TRIANGLE}. */
    TRIANGLE("W4 triangle of 60 months"),
    /** {@link HealthOutput}. */
    SCORES("W5 health scores of 12 signals"),
    /** {@link Checksum#RESPONSES}. */
    RESPONSES("W6 NPS and CSAT, 60 months x 5 scopes"),
    /** {@link Checksum#RANGES}, each by a look at the movements of its segment. */
    RANGES("W7 NRR of a segment, any days: a query by scan"),
    /** The same, read off a cube of days. */
    RANGES_CUBE("W7 NRR of a segment, any days: a query of a cube"),
    /** What that cube takes first. */
    CUBE_OF_DAYS("cube of 1,668,051 pairs of days x 4 segments"),
    /** {@link Checksum#RETENTIONS} and all other windows of whole months. */
    CUBE_OF_MONTHS("cube of 1,830 pairs of months x 12 cells"),
    /** A thousand movements that are new to a ledger of all others. */
    PLUS_FEW("1,000 newer movements added"),
    /** A hundred times as many. */
    PLUS_MANY("100,000 newer movements added"),
    /** {@link Sheets}. */
    SHEET("all KPIs, 24 months x 12 cells"),
    /** The same by two threads. */
    SHEET_PARALLEL("all KPIs, 24 months x 12 cells, two threads"),
    /** The interval of a KPI, from columns that are measured once. */
    BOOTSTRAP(BootstrapWays.TITLE),
    /** The same without them: one draw, which becomes a book of its own. */
    BOOTSTRAP_BY_LEDGERS("the same by a ledger a draw: one draw");

    private final String title;

    Task(String title) {
        this.title = title;
    }

    /**
     * A quotient that the library shall not exceed, of two times that were measured in one run elsewhere.
     *
     * @param millis what is aimed at for the library
     * @param against whose time that is compared with
     * @param theirs what they took
     */
    record Aim(double millis, Peer against, double theirs) {
        double quotient() {
            return millis / theirs;
        }
    }

    String title() {
        return title;
    }

    Optional<Aim> aim() {
        return switch (this) {
            case CSV_NUMBERS -> Optional.of(new Aim(1_400, Peer.DUCKDB, 2_790));
            case CSV_TEXTS -> Optional.of(new Aim(3_500, Peer.DUCKDB, 3_228));
            case RECORDS -> Optional.of(new Aim(3_500, Peer.PLAIN, 6_600));
            case BRIDGES -> Optional.of(new Aim(48, Peer.DUCKDB, 544));
            case RETENTIONS -> Optional.of(new Aim(200, Peer.DUCKDB, 5_925));
            case TRIANGLE -> Optional.of(new Aim(66, Peer.DUCKDB, 658));
            case SCORES -> Optional.of(new Aim(50, Peer.DUCKDB, 448));
            case RESPONSES -> Optional.of(new Aim(64, Peer.DUCKDB, 265));
            case RANGES -> Optional.of(new Aim(6, Peer.DUCKDB, 107));
            case RANGES_CUBE -> Optional.of(new Aim(.001, Peer.DUCKDB, 107));
            case CUBE_OF_DAYS,
                    CUBE_OF_MONTHS,
                    COLUMNS,
                    PLUS_FEW,
                    PLUS_MANY,
                    SHEET,
                    SHEET_PARALLEL,
                    BOOTSTRAP,
                    BOOTSTRAP_BY_LEDGERS -> Optional.empty();
        };
    }

    /** Who takes part, the library first. Where it is alone, nobody else has more than a copy of it. */
    Set<Peer> peers() {
        return switch (this) {
            case CSV_NUMBERS, CSV_TEXTS -> EnumSet.of(Peer.LIBRARY, Peer.DUCKDB, Peer.PLAIN);
            case RECORDS -> EnumSet.of(Peer.LIBRARY, Peer.PLAIN);
            case COLUMNS, BRIDGES, RETENTIONS, TRIANGLE, SCORES, RESPONSES, RANGES -> EnumSet.allOf(Peer.class);
            case RANGES_CUBE,
                    CUBE_OF_DAYS,
                    CUBE_OF_MONTHS,
                    PLUS_FEW,
                    PLUS_MANY,
                    SHEET,
                    SHEET_PARALLEL,
                    BOOTSTRAP,
                    BOOTSTRAP_BY_LEDGERS -> EnumSet.of(Peer.LIBRARY);
        };
    }

    /** With what the others are compared: here the library counts beforehand, they look at their rows again. */
    Task rival() {
        return this == RANGES_CUBE ? RANGES : this;
    }

    /** How many questions are answered each time that a peer is timed; the table shows the time of one. */
    int operations() {
        return switch (this) {
            case RANGES -> RangeQuery.FEW;
            case RANGES_CUBE -> RangeQuery.COUNT;
            default -> 1;
        };
    }

    /** Whether it is of a folder of customer data, and not of a generated book. */
    boolean isOfCustomers() {
        return this == SHEET || this == SHEET_PARALLEL;
    }

    /** Generates and loads what a peer needs. */
    Work prepare(Peer peer, Generated data) {
        return switch (this) {
            case CSV_NUMBERS -> Loads.file(peer, data, AccountIds.NUMBERS);
            case CSV_TEXTS -> Loads.file(peer, data, AccountIds.TEXTS);
            case RECORDS -> Loads.records(peer, data.revenue());
            case COLUMNS -> Loads.columns(peer, data.revenue());
            case BRIDGES -> Work.asking(book(peer, data), RevenuePeer::bridges, Checksum.BRIDGES);
            case RETENTIONS -> Work.asking(book(peer, data), RevenuePeer::retentions, Checksum.RETENTIONS);
            case TRIANGLE -> Work.asking(book(peer, data), RevenuePeer::triangle, Checksum.TRIANGLE);
            case SCORES -> Work.scoring(HealthPeer.of(peer, data.health()));
            case RESPONSES -> Work.counting(SurveyPeer.of(peer, data.revenue(), data.surveys()));
            case RANGES -> Work.ranges(peer, book(peer, data));
            case RANGES_CUBE -> Cubes.ranges(LibraryPeer.of(data.revenue()));
            case CUBE_OF_DAYS -> Cubes.days(LibraryPeer.of(data.revenue()));
            case CUBE_OF_MONTHS -> Cubes.months(LibraryPeer.of(data.revenue()));
            case PLUS_FEW -> Increments.of(data.revenue(), 1_000);
            case PLUS_MANY -> Increments.of(data.revenue(), 100_000);
            case SHEET -> data.sheets().oneThread();
            case SHEET_PARALLEL -> data.sheets().twoThreads();
            case BOOTSTRAP -> BootstrapWays.of(data.accounts()).byColumns();
            case BOOTSTRAP_BY_LEDGERS -> BootstrapWays.of(data.accounts()).byLedgers();
        };
    }

    private static RevenuePeer book(Peer peer, Generated data) {
        return RevenuePeer.ofColumns(peer, data.revenue());
    }
}
