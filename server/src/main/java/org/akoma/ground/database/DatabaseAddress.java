package org.akoma.ground.database;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the database is and how each login gets in.
 *
 * @param url a JDBC address without user or password
 * @param passwords login name to password
 */
public record DatabaseAddress(String url, Map<String, String> passwords) {

    public DatabaseAddress {
        passwords = new ConcurrentHashMap<>(passwords);
    }

    @Override
    public Map<String, String> passwords() {
        return Map.copyOf(passwords);
    }

    /** The login cannot be used any more through this address, wherever it was handed to. */
    void forget(String login) {
        passwords.remove(login);
    }

    /** The login's password; it is a bug to ask for a login that does not exist. */
    public String password(String login) {
        String password = passwords.get(login);
        if (password == null) {
            throw new IllegalArgumentException("No password is kept for the login " + login);
        }
        return password;
    }

    /** Never shows a password. */
    @Override
    public String toString() {
        return "DatabaseAddress[" + url + "]";
    }
}
