package org.akoma.protection.attachments;

import org.jspecify.annotations.Nullable;

/**
 * A content as it may be kept: without location, dates and names that its maker wrote into it.
 *
 * @param thumbnail a JPEG of at most 320 pixels a side; null for what is no picture
 */
record Fit(Media media, byte[] bytes, byte @Nullable [] thumbnail) {}
