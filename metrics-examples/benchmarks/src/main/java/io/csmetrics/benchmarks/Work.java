package io.csmetrics.benchmarks;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** One task as one peer does it: everything is loaded, and the clock can start. */
final class Work implements AutoCloseable {
    private final Supplier<?> timed;
    private final Supplier<Answer> answer;
    private final Runnable end;

    private Work(Supplier<?> timed, Supplier<Answer> answer, Runnable end) {
        this.timed = timed;
        this.answer = answer;
        this.end = end;
    }

    /** Something that ends by itself. */
    static Work of(Supplier<?> timed, Supplier<Answer> answer) {
        return new Work(timed, answer, () -> {});
    }

    /** Something of which something is left that has to be freed. */
    static Work until(Supplier<?> timed, Supplier<Answer> answer, Runnable end) {
        return new Work(timed, answer, end);
    }

    /** A question to a loaded book. */
    static Work asking(RevenuePeer peer, Function<RevenuePeer, long[]> question, Checksum known) {
        Supplier<long[]> ask = () -> question.apply(peer);
        return new Work(ask, () -> new Numbers(known, ask.get()), peer::close);
    }

    /** The first queries by scan. Who scans quickly is checked by all of them. */
    static Work ranges(Peer who, RevenuePeer peer) {
        List<RangeQuery> all = RangeQuery.all();
        List<RangeQuery> few = all.subList(0, RangeQuery.FEW);
        List<RangeQuery> checked = who == Peer.LIBRARY || who == Peer.LIMIT ? all : few;
        return new Work(() -> peer.ranges(few), () -> new Numbers(Checksum.RANGES, peer.ranges(checked)), peer::close);
    }

    /** Loading a book; that it is loaded well is told by its bridges. */
    static <T> Work loading(Supplier<T> load, Function<T, RevenuePeer> toAsk) {
        return of(
                load,
                () -> new Numbers(Checksum.BRIDGES, toAsk.apply(load.get()).bridges()));
    }

    /** Loading a book in place of the one that is there. */
    static Work reloading(RevenuePeer peer, Runnable load) {
        return new Work(
                () -> {
                    load.run();
                    return peer;
                },
                () -> {
                    load.run();
                    return new Numbers(Checksum.BRIDGES, peer.bridges());
                },
                peer::close);
    }

    /** Scores of health. */
    static Work scoring(HealthPeer peer) {
        return new Work(
                () -> {
                    peer.score();
                    return peer;
                },
                () -> {
                    peer.score();
                    return peer.output();
                },
                peer::close);
    }

    /** Counts of answers to surveys. */
    static Work counting(SurveyPeer peer) {
        return new Work(peer::responses, () -> new Numbers(Checksum.RESPONSES, peer.responses()), peer::close);
    }

    /** Does what is timed, and nothing else. */
    Object run() {
        return timed.get();
    }

    /** Does it once more, and tells what came of it. */
    Answer answer() {
        return answer.get();
    }

    @Override
    public void close() {
        end.run();
    }
}
