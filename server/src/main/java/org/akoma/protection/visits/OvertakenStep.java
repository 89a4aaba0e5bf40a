package org.akoma.protection.visits;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.akoma.protection.cases.Differences;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;

/** A step on a visit that somebody else changed since the version on which the step was decided. */
final class OvertakenStep {

    private OvertakenStep() {}

    static boolean isStale(Visit visit, @Nullable Integer version) {
        return version != null && version != visit.version();
    }

    /** Somebody was faster: what of the visit is not as this step would make it. */
    static Outcome<Visit> stale(Visit now, Map<String, @Nullable Object> wanted) {
        return new Outcome.Stale<>(now, Differences.between(fields(now), wanted));
    }

    /** A visit that this step is for is neither made, missed nor taken back; and it is to be so. */
    static Map<String, @Nullable Object> wanted(String field, @Nullable Object value) {
        Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
        for (String one : List.of("doneOn", "missedReason", "cancelReason")) wanted.put(one, null);
        if (field.equals("review")) wanted.remove("doneOn");
        wanted.put(field, value);
        return wanted;
    }

    private static Map<String, @Nullable Object> fields(Visit now) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("plannedOn", now.plannedOn());
        fields.put("doneOn", now.done() == null ? null : now.done().on());
        fields.put("missedReason", now.missedReason());
        fields.put("cancelReason", now.cancelReason());
        fields.put("review", now.words().review());
        return fields;
    }
}
