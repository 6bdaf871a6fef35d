package io.csmetrics.data;

import io.csmetrics.record.Account;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Properties of accounts as columns, each made when it is first asked for and kept. */
final class AccountProperties {
    private final List<Account> accounts;
    private final Map<String, Coded<String>> columns = new ConcurrentHashMap<>();

    AccountProperties(List<Account> accounts) {
        this.accounts = accounts;
    }

    Coded<String> of(String name) {
        return columns.computeIfAbsent(
                name,
                asked -> Coded.of(
                        accounts.size(), account -> accounts.get(account).property(asked)));
    }
}
