package org.akoma;

import java.util.List;

/** What a room has to make, and to tell the operator, when the house opens: once, on the console, never logged. */
public interface Opening {

    /** Lines for the console; none when there is nothing to say. Called before the doors open. */
    List<String> words();
}
