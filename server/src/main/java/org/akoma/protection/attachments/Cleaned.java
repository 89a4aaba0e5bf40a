package org.akoma.protection.attachments;

import org.jspecify.annotations.Nullable;

/**
 * A content as it may be kept: without the location, dates and names in its metadata.
 *
 * @param thumbnail a JPEG of at most 320 pixels a side; null for what is no picture
 */
record Cleaned(Media media, byte[] bytes, byte @Nullable [] thumbnail) {}
