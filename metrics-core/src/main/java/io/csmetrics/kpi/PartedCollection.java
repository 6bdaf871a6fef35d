package io.csmetrics.kpi;

import com.google.common.base.Throwables;
import io.csmetrics.data.CustomerData;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** Parts of a book, counted by the threads of an executor and by the calling one, and added in their order. */
final class PartedCollection {
    private PartedCollection() {}

    static KpiFacts facts(List<CustomerData> parts, Function<CustomerData, KpiFacts> collect, Executor executor)
            throws InterruptedException {
        List<FutureTask<KpiFacts>> tasks = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            int number = part;
            tasks.add(new FutureTask<>(() -> collect.apply(parts.get(number))));
        }
        try {
            tasks.forEach(executor::execute);
            // a task that has begun does nothing when it is run again: whoever comes first counts the part
            for (FutureTask<KpiFacts> task : tasks) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted before all parts were counted");
                }
                task.run();
            }
            return sum(tasks);
        } finally {
            tasks.forEach(task -> task.cancel(false));
        }
    }

    private static KpiFacts sum(List<FutureTask<KpiFacts>> tasks) throws InterruptedException {
        try {
            KpiFacts sum = tasks.get(0).get();
            for (FutureTask<KpiFacts> task : tasks.subList(1, tasks.size())) {
                sum = sum.plus(task.get());
            }
            return sum;
        } catch (ExecutionException e) {
            Throwables.throwIfUnchecked(Objects.requireNonNull(e.getCause()));
            throw new IllegalStateException("counting throws no checked exceptions", e);
        }
    }
}
