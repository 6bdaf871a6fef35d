package io.csmetrics.cli;

import java.io.Console;
import java.io.PrintWriter;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far a command is, on a terminal only: nothing of it ever gets into a file or a pipe. */
final class Progress implements AutoCloseable {
    private static final int WIDTH = 79;

    private final @Nullable PrintWriter terminal;
    private @Nullable ProgressBar bar;

    private Progress(@Nullable PrintWriter terminal) {
        this.terminal = terminal;
    }

    /** Returns a progress that shows nothing. */
    static Progress none() {
        return new Progress(null);
    }

    /** Returns a progress on the terminal, or one that shows nothing where input or output is none. */
    @SuppressWarnings("SystemConsoleNull") // isTerminal looks at what newer versions of Java give
    static Progress onTerminal() {
        Console console = System.console();
        return new Progress(console != null && isTerminal(console) ? console.writer() : null);
    }

    /** From Java 22 on there is a console without a terminal too, which only a method of that version tells. */
    private static boolean isTerminal(Console console) {
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }

    /** Begins, with so many steps to come. */
    void begin(int steps) {
        if (terminal != null && bar == null) {
            PrintWriter writer = terminal;
            bar = new ProgressBarBuilder()
                    .setTaskName("csmetrics")
                    .setInitialMax(steps)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new DelegatingProgressBarConsumer(
                            text -> {
                                writer.print("\r" + text);
                                writer.flush();
                            },
                            WIDTH))
                    .build();
        }
    }

    /** Begins a step, which ends the one before. */
    void step(String what) {
        if (bar != null) {
            bar.setExtraMessage(" " + what);
            bar.step();
        }
    }

    /** Takes the bar away, so that what is printed next begins on a clean line. */
    @Override
    public void close() {
        if (bar != null && terminal != null) {
            bar.close();
            bar = null;
            terminal.print("\r" + " ".repeat(WIDTH) + "\r");
            terminal.flush();
        }
    }
}
