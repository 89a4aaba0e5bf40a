package org.akoma;

import java.util.List;

/** A room's part of a start, and its messages to the operator: shown once on the console, never logged. */
public interface FirstStartStep {

    /** Does the work and answers lines for the console; empty when there are none. Called before the port is opened. */
    List<String> messages();
}
