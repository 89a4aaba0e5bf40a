package org.akoma.protection.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.protection.placement.CareHouse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** A page of a file takes two transactions: one for what it says of the child, one for the frame around it. */
class TransactionsOfPagesIT extends CareHouse {

    private static final int CONTENT_AND_FRAME = 2;

    /** Their form looks for what its person had begun, once it is drawn. */
    private static final Set<String> KEEP_DRAFTS =
            Set.of("/assessment", "/csi/new", "/plan", "/risk/new", "/visits/new");

    /** Before what is masked is shown, it is asked whether the second factor was shown lately. */
    private static final Set<String> ASK_FOR_FACTOR = Set.of("/identity/edit", "/family/edit", "/received-record");

    private static final Pattern LINK = Pattern.compile("href=\"(/cases/[A-Z]+-[0-9]+[a-z/-]*)\"");

    @Autowired
    private PlatformTransactionManager transactions;

    private final Counting counting = new Counting();

    /** Counts the transactions of each request by its address; work that no request asked for is left out. */
    private static final class Counting implements TransactionExecutionListener {
        private final Map<String, AtomicInteger> begun = new ConcurrentHashMap<>();

        @Override
        public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
            if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request)
                begun.computeIfAbsent(request.getRequest().getRequestURI(), address -> new AtomicInteger())
                        .incrementAndGet();
        }

        int of(String address) {
            AtomicInteger counted = begun.remove(address);
            return counted == null ? 0 : counted.get();
        }
    }

    private ConfigurableTransactionManager manager() {
        return (ConfigurableTransactionManager) transactions;
    }

    @BeforeEach
    void count() {
        manager().addListener(counting);
    }

    @AfterEach
    void countNoMore() {
        manager()
                .setTransactionExecutionListeners(manager().getTransactionExecutionListeners().stream()
                        .filter(one -> one != counting)
                        .toList());
    }

    private String fileWithMuchInIt() {
        String code = active();
        String at = "/api/v1/cases/" + code;
        for (Map.Entry<String, Map<String, Object>> one : Map.of(
                        "/notes",
                                Map.<String, Object>of("kind", "NOTE", "at", "2015-11-16T07:00", "text", "Elle a ri."),
                        "/services", Map.<String, Object>of("code", "IMM_FOOD"),
                        "/alerts",
                                Map.<String, Object>of(
                                        "id", Ids.next().toString(), "type", "DANGER_AT_HOME", "what", "Menacée"))
                .entrySet())
            assertThat(api(worker.username())
                            .post(at + one.getKey(), one.getValue())
                            .status())
                    .isEqualTo(201);
        return code;
    }

    /** Every page that the pages of the file link to, as this person. */
    private Map<String, Integer> pages(String username, String code) {
        Visit visit = browser(username);
        Map<String, Integer> counted = new TreeMap<>();
        Map<String, Boolean> seen = new LinkedHashMap<>();
        seen.put("/cases/" + code, false);
        for (String next = "/cases/" + code; next != null; ) {
            Answer page = visit.get(next);
            seen.put(next, true);
            int transactions = counting.of(next);
            if (page.status() == 200) counted.put(next.replace("/cases/" + code, ""), transactions);
            Matcher link = LINK.matcher(page.status() == 200 ? page.body() : "");
            while (link.find()) if (link.group(1).startsWith("/cases/" + code)) seen.putIfAbsent(link.group(1), false);
            next = seen.entrySet().stream()
                    .filter(one -> !one.getValue())
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(null);
        }
        return counted;
    }

    @Test
    void everyPageOfAFileIsReadInTwoTransactions() {
        String code = fileWithMuchInIt();
        for (String username : List.of(worker.username(), supervisor.username())) {
            Map<String, Integer> counted = pages(username, code);
            assertThat(counted.keySet())
                    .as("the pages that were found")
                    .contains("", "/visits", "/notes", "/plan", "/aid", "/referrals", "/alerts", "/history", "/access");
            assertThat(counted)
                    .as(username)
                    .allSatisfy((page, transactions) ->
                            assertThat(transactions).as(page).isBetween(1, most(page)));
        }
    }

    private static int most(String page) {
        return KEEP_DRAFTS.contains(page) || ASK_FOR_FACTOR.contains(page) ? CONTENT_AND_FRAME + 1 : CONTENT_AND_FRAME;
    }
}
