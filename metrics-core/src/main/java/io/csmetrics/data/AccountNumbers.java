package io.csmetrics.data;

import io.csmetrics.record.AccountValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The numbers that others computed for accounts under one key, by account, then time. */
public final class AccountNumbers {
    private final int[] offsets;
    private final long[] at;
    private final BigDecimal[] value;

    AccountNumbers(List<AccountValue> values, Map<String, Integer> accounts) {
        List<AccountValue> sorted = values.stream()
                .sorted(Comparator.comparing(AccountValue::accountId)
                        .thenComparing(AccountValue::at)
                        .thenComparing(AccountValue::value))
                .toList();
        offsets = new int[accounts.size() + 1];
        at = new long[sorted.size()];
        value = new BigDecimal[sorted.size()];
        for (int i = 0; i < at.length; i++) {
            at[i] = sorted.get(i).at().toEpochMilli();
            value[i] = sorted.get(i).value();
            offsets[Objects.requireNonNull(accounts.get(sorted.get(i).accountId())) + 1]++;
        }
        for (int account = 0; account < accounts.size(); account++) {
            offsets[account + 1] += offsets[account];
        }
    }

    private AccountNumbers(AccountNumbers whole, int firstAccount, int endAccount) {
        int first = whole.offsets[firstAccount];
        int end = whole.offsets[endAccount];
        offsets = Arrays.copyOfRange(whole.offsets, firstAccount, endAccount + 1);
        Arrays.setAll(offsets, account -> offsets[account] - first);
        at = Arrays.copyOfRange(whole.at, first, end);
        value = Arrays.copyOfRange(whole.value, first, end);
    }

    /** The numbers of a range of accounts. */
    AccountNumbers slice(int firstAccount, int endAccount) {
        return new AccountNumbers(this, firstAccount, endAccount);
    }

    /**
     * Returns the latest number of an account before an instant.
     *
     * @param account the index of the account
     * @param millis the instant in milliseconds since 1970
     * @return the number, empty if there is none; of several at one instant the largest
     */
    public Optional<BigDecimal> latest(int account, long millis) {
        for (int i = offsets[account + 1] - 1; i >= offsets[account]; i--) {
            if (at[i] < millis) {
                return Optional.of(value[i]);
            }
        }
        return Optional.empty();
    }
}
