package org.akoma;

/** What stops a command and can be mended by who runs it. */
public interface Explained {

    /** Why, for who runs the command. */
    Said said();
}
