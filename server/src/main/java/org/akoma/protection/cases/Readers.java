package org.akoma.protection.cases;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the actor of the running transaction holds of a file. */
@Component
public class Readers {

    private static final ScopedValue<Map<String, Optional<FileStore.Seen>>> READING = ScopedValue.newInstance();

    private final FileStore store;

    Readers(FileStore store) {
        this.store = store;
    }

    public Reader of(UUID file) {
        return store.reader(file);
    }

    /** Whether a grant on this very file opens its status; false for those who merely oversee all files. */
    public boolean workOn(UUID file) {
        return store.worksOn(file);
    }

    /**
     * Runs work that only reads, in one transaction of the caller's: in it a file is looked up once with what its reader holds, however many
     * rooms read a part of it.
     */
    <T extends @Nullable Object> T reading(Supplier<T> work) {
        return ScopedValue.where(READING, new HashMap<>()).call(work::get);
    }

    /** As {@link #find}, as it is now: for who changes it. */
    Optional<FileStore.Seen> findNow(String code) {
        return store.seen(code);
    }

    /** The file of this code and what the actor holds of it; empty where it does not exist for them. */
    Optional<FileStore.Seen> find(String code) {
        return READING.isBound() ? READING.get().computeIfAbsent(code, store::seen) : store.seen(code);
    }
}
