package io.csmetrics.benchmarks;

/** How the accounts of a book are called. */
enum AccountIds {
    /** {@code 0}, {@code 1}, {@code 2}: whole numbers. */
    NUMBERS {
        @Override
        String of(int account) {
            return Integer.toString(account);
        }
    },
    /** Like those of a billing system, in no order: {@code acct_} and 12 hexadecimal digits. */
    TEXTS {
        @Override
        String of(int account) {
            String hex = Long.toHexString(SplitMix.mix(account * 7919L + 1) | 1L << 48);
            return "acct_" + hex.substring(hex.length() - 12);
        }
    };

    abstract String of(int account);
}
