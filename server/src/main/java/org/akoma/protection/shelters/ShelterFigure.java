package org.akoma.protection.shelters;

/** How full a shelter was on a day. No child, no place. */
public record ShelterFigure(String code, String country, long occupied, int capacity) {}
