package org.akoma.ground.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL refuses to run as root. When we are root (containers, CI), its programs and files belong to the user
 * {@code nobody}, who cannot read our keys.
 */
final class Unprivileged {

    private static final String USER = "nobody";

    private Unprivileged() {}

    static boolean needed() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** PostgreSQL starts for no user whom the machine knows by a number alone, as in a container that was given one. */
    static void refuseNameless(String user) {
        if (user.equals("?")) throw new StartRefused("refused.user.nameless");
    }

    /** The command, run as the user that owns the database's files. */
    static List<String> command(List<String> command) {
        if (!needed()) {
            return command;
        }
        List<String> whole = new ArrayList<>(List.of("setpriv", "--reuid", USER, "--regid", group(), "--clear-groups"));
        whole.addAll(command);
        return whole;
    }

    /** Gives the file or folder, and all in it, to the user that runs PostgreSQL. */
    static void own(Path path) {
        if (!needed()) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            var user = path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
            for (Path file : files.toList()) {
                Files.setOwner(file, user);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot give " + path + " to the user " + USER, e);
        }
    }

    /** Whether that user can walk down to the folder: every folder above lets others through. */
    static boolean reaches(Path folder) {
        if (!needed()) {
            return true;
        }
        try {
            for (Path at = folder.toRealPath(); at != null; at = at.getParent()) {
                if (!Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The numeric group of the user, from its line {@code name:x:uid:gid:...}. */
    private static String group() {
        try (Stream<String> lines = Files.lines(Path.of("/etc/passwd"))) {
            return lines.filter(line -> line.startsWith(USER + ":"))
                    .map(line -> line.split(":", -1)[3])
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "PostgreSQL cannot run as root and there is no user '" + USER + "' to run it as"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
