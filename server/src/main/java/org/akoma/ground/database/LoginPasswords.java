package org.akoma.ground.database;

/** New passwords for the logins of the database, for the operator. */
public final class LoginPasswords {

    private LoginPasswords() {}

    /**
     * Forgets those that are kept: the next start makes others and sets them, where it may.
     *
     * @return how many
     * @throws DataFolderBusy when an application serves the folder
     * @throws KeyRefused on a host that holds some of the logins only
     */
    public static int forget(DataFolder data) {
        return Logins.forget(data);
    }
}
