package org.akoma.ground.database;

import org.akoma.Explained;
import org.akoma.Said;

/** The operator's own PostgreSQL lacks something that its superuser must do; it says what. */
public final class DatabaseNotReady extends RuntimeException implements Explained {
    private static final long serialVersionUID = 1L;

    private final transient Said said;

    DatabaseNotReady(Said said, Throwable cause) {
        super(said.english(), cause);
        this.said = said;
    }

    @Override
    public Said said() {
        return said;
    }
}
