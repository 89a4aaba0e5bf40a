package org.akoma.ground.database;

import org.akoma.Said;

/** Another Akoma already serves the data folder. */
public final class DataFolderBusy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Said said;

    DataFolderBusy(DataFolder data) {
        this(Said.of("refused.folder-busy", data.root()));
    }

    private DataFolderBusy(Said said) {
        super(said.english());
        this.said = said;
    }

    /** For who runs the command. */
    public Said said() {
        return said;
    }
}
