package io.csmetrics.benchmarks;

import java.io.PrintStream;
import java.util.Optional;

/** What is done once before anything is timed: every peer does every task, and all must have the same answer, the known one. */
final class Check {
    private Check() {}

    /**
     * Holds the answers of all peers against each other and, where it is known, against that of the book.
     *
     * @throws IllegalStateException if an answer differs
     */
    static void answers(Iterable<Task> tasks, Generated data, PrintStream progress) {
        for (Task task : tasks) {
            Optional<Answer> first = Optional.empty();
            for (Peer peer : task.peers()) {
                try (Work work = task.prepare(peer, data)) {
                    Answer answer = work.answer();
                    boolean known = answer.verify(data.accounts(), peer.title());
                    if (!answer.agreesWith(first.orElse(answer))) {
                        throw new IllegalStateException(task.title() + " by " + peer.title()
                                + " must equal that of the peers before it; nothing is timed before it does");
                    }
                    first = first.or(() -> Optional.of(answer));
                    progress.printf(
                            "checked   %-52s %-10s %s%s%n",
                            task.title(), peer.title(), answer, known ? ", as known" : "");
                }
            }
        }
    }
}
