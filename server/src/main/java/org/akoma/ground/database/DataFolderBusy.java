package org.akoma.ground.database;

/** Another Akoma already serves the data folder. */
public final class DataFolderBusy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataFolderBusy(DataFolder data) {
        super("Another Akoma is running on the data folder " + data.root()
                + ". Stop it first, or choose another folder with --data.");
    }
}
