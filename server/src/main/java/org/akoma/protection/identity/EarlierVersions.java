package org.akoma.protection.identity;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Earlier versions of what is written of a child, for the rooms that keep such records. Call inside an actor's transaction; nothing is journalled. */
@Component
public class EarlierVersions {

    private final FormerStore store;

    EarlierVersions(FormerStore store) {
        this.store = store;
    }

    /**
     * Newest first.
     *
     * @param place of the sealed text, and name of its table
     * @param fields of what was sealed
     */
    public <T> List<EarlierVersion> of(
            UUID file, String place, Class<T> type, Function<T, Map<String, @Nullable Object>> fields) {
        return store.of(file, place, type, fields);
    }
}
