package org.akoma.ground.database;

import org.akoma.Explained;
import org.akoma.Said;

/** Another Akoma already serves the data folder. */
public final class DataFolderBusy extends RuntimeException implements Explained {
    private static final long serialVersionUID = 1L;

    private final transient Said said;

    DataFolderBusy(DataFolder data) {
        this(Said.of("refused.folder-busy", data.root()));
    }

    private DataFolderBusy(Said said) {
        super(said.english());
        this.said = said;
    }

    @Override
    public Said said() {
        return said;
    }
}
