package org.akoma.start;

import java.util.Objects;
import org.akoma.ground.database.OpenedHouse;
import picocli.CommandLine.IVersionProvider;

/** {@code ./akoma --version}: this program, its Java and the PostgreSQL that it carries. */
public final class Version implements IVersionProvider {

    /** Of this build; a tree that is run without packaging has none. */
    static String own() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "(not packaged)");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "Akoma " + own() + ", Java " + Runtime.version() + ", PostgreSQL " + OpenedHouse.EMBEDDED_VERSION
                    + " embedded"
        };
    }
}
