package org.akoma.protection.handover;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.akoma.ground.access.ActorTransactions;
import org.springframework.stereotype.Service;

/** Hand-overs in figures, for who oversees the project. */
@Service
class HandoverFigures {

    /** Names of the states in figures, where they are not the state's own. */
    private static final Map<String, String> NAMES = Map.of(
            "WAITING", "AWAITING_ACCEPTANCE", "BLOCKED", "BLOCKED_NO_CONSENT", "RETURNED", "RETURNED_INCOMPLETE");

    private final HandoverStore store;
    private final ActorTransactions transactions;
    private final Clock clock;

    HandoverFigures(HandoverStore store, ActorTransactions transactions, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * @param closed files that had ended without a hand-over
     * @param proposed files with a hand-over that was proposed and not taken back
     * @param byStatus of these
     * @param byReceiver of these, by code of the authority that was asked
     * @param byResponsible of these, by code of the structure that answers for the child that day
     * @param notAccepted open files for which the structure that leads the project answers still
     * @param overdue of the authority's answer
     * @param projectMayClose whether every open file was accepted, so that the project closes without an exception
     * @param exceptionsToSign files that two people have to name where they close the project with them: none once it is closed
     * @param projectClosed whether two people have closed the project
     */
    record View(
            LocalDate asOf,
            long closed,
            long proposed,
            Map<String, Long> byStatus,
            Map<String, Long> byReceiver,
            Map<String, Long> byResponsible,
            long notAccepted,
            long overdue,
            boolean projectMayClose,
            long exceptionsToSign,
            boolean projectClosed) {}

    View today() {
        return on(LocalDate.ofInstant(now(), ZoneOffset.UTC));
    }

    View on(LocalDate day) {
        Map<String, Map<String, Long>> counted = transactions.forStatistics(() -> store.summary(day));
        Map<String, Long> byStatus = new TreeMap<>();
        of(counted, "STATE").forEach((state, files) -> byStatus.put(NAMES.getOrDefault(state, state), files));
        long open = only(counted, "OPEN");
        boolean over = only(counted, "ENDED") > 0;
        return new View(
                day,
                only(counted, "CLOSED"),
                byStatus.values().stream().mapToLong(Long::longValue).sum(),
                byStatus,
                of(counted, "RECEIVER"),
                of(counted, "RESPONSIBLE"),
                open,
                only(counted, "OVERDUE"),
                open == 0,
                over ? 0 : open,
                over);
    }

    private static Map<String, Long> of(Map<String, Map<String, Long>> counted, String kind) {
        return counted.getOrDefault(kind, Map.of());
    }

    private static long only(Map<String, Map<String, Long>> counted, String kind) {
        return of(counted, kind).getOrDefault("", 0L);
    }
}
