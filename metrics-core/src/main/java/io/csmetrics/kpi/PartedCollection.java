package io.csmetrics.kpi;

import com.google.common.base.Throwables;
import io.csmetrics.data.CustomerData;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * Parts of a book, counted by the threads of an executor and by the calling one, and added in their order. The first failure in that
 * order is the one that comes out, whichever happened first: a failure keeps only later parts from beginning.
 */
final class PartedCollection {
    private PartedCollection() {}

    static KpiFacts facts(List<CustomerData> parts, Function<CustomerData, KpiFacts> collect, Executor executor)
            throws InterruptedException {
        List<Part> tasks = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            int number = part;
            tasks.add(new Part(() -> collect.apply(parts.get(number)), () -> cancel(tasks, number + 1)));
        }
        try {
            handOut(tasks, executor);
            // a task that has begun does nothing when it is run again: whoever comes first counts the part
            for (Part task : tasks) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted before all parts were counted");
                }
                task.run();
            }
            return sum(tasks);
        } finally {
            cancel(tasks, 0);
        }
    }

    /** One part, which says when it cannot be counted. */
    private static final class Part extends FutureTask<KpiFacts> {
        private final Runnable onFailure;

        Part(Callable<KpiFacts> counting, Runnable onFailure) {
            super(counting);
            this.onFailure = onFailure;
        }

        @Override
        protected void setException(Throwable failure) {
            super.setException(failure);
            onFailure.run();
        }
    }

    private static void handOut(List<Part> tasks, Executor executor) {
        try {
            tasks.forEach(executor::execute);
        } catch (RejectedExecutionException e) {
            // the calling thread counts what it cannot hand out
        }
    }

    private static void cancel(List<Part> tasks, int first) {
        tasks.subList(first, tasks.size()).forEach(task -> task.cancel(false));
    }

    private static KpiFacts sum(List<Part> tasks) throws InterruptedException {
        try {
            KpiFacts sum = tasks.get(0).get();
            for (Part task : tasks.subList(1, tasks.size())) {
                sum = sum.plus(task.get());
            }
            return sum;
        } catch (ExecutionException e) {
            Throwables.throwIfUnchecked(Objects.requireNonNull(e.getCause()));
            throw new IllegalStateException("counting throws no checked exceptions", e);
        }
    }
}
