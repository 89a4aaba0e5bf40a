package org.akoma.protection.cases;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the actor of the running transaction holds of a file. */
@Component
public class Readers {

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
}
