package org.akoma.cases;

import java.util.List;

/** A list as JSON: an object, so that it can grow. */
public record Items<T>(List<T> items) {}
