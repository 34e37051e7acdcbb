-- What finds services, made from what holds them. commune_latitude and commune_longitude give the middle of a commune by
-- its INSEE code, or NULL.

CREATE TEMP VIEW open_services AS
-- Services whose address is no secret, with their house.
SELECT
    s.id AS service_id,
    coalesce(s.code_insee, o.code_insee) AS town,
    s.latitude IS NOT NULL AND s.longitude IS NOT NULL AS placed,
    -- The position of the house is not that of a service that is said to be in another commune.
    o.latitude IS NOT NULL AND o.longitude IS NOT NULL AND coalesce(s.code_insee = o.code_insee, 1) AS house_placed,
    s.latitude,
    s.longitude,
    o.latitude AS house_latitude,
    o.longitude AS house_longitude,
    -- What a service leaves out of its complement is its structure's.
    CASE WHEN json_array_length(s.complement, '$.lieux') THEN s.complement ELSE o.complement END AS complement
FROM services s
JOIN structures o ON o.id = s.structure_id
WHERE NOT coalesce(json_extract(s.complement, '$.adresse_confidentielle'), 0)
    AND NOT coalesce(json_extract(o.complement, '$.adresse_confidentielle'), 0);

CREATE TEMP VIEW held AS
SELECT
    service_id,
    CASE WHEN placed THEN latitude WHEN house_placed THEN house_latitude ELSE commune_latitude(town) END AS latitude,
    CASE WHEN placed THEN longitude WHEN house_placed THEN house_longitude ELSE commune_longitude(town) END AS longitude
FROM open_services
UNION
SELECT
    service_id,
    coalesce(json_extract(l.value, '$.latitude'), commune_latitude(json_extract(l.value, '$.code_insee'))),
    coalesce(json_extract(l.value, '$.longitude'), commune_longitude(json_extract(l.value, '$.code_insee')))
FROM open_services
JOIN json_each(complement, '$.lieux') l;

INSERT INTO points
SELECT service_id, latitude, longitude FROM held WHERE latitude IS NOT NULL AND longitude IS NOT NULL;

INSERT INTO points
SELECT id, NULL, NULL FROM services WHERE id NOT IN (SELECT service_id FROM points);

INSERT INTO service_thematiques
SELECT DISTINCT j.value, s.id, p.latitude, p.longitude
FROM services s
JOIN json_each(s.thematiques) j
JOIN points p ON p.service_id = s.id;

INSERT INTO service_reseaux
SELECT DISTINCT j.value, s.id, p.latitude, p.longitude
FROM services s
JOIN structures o ON o.id = s.structure_id
JOIN json_each(o.reseaux_porteurs) j
JOIN points p ON p.service_id = s.id;

INSERT INTO unplaced
SELECT id, code
FROM (
    SELECT s.id, j.value AS code FROM services s JOIN json_each(s.zone_eligibilite) j
    UNION
    SELECT s.id, j.value FROM services s JOIN json_each(s.modes_accueil) j WHERE j.value = 'a-distance'
    UNION
    SELECT s.id, coalesce(s.code_insee, o.code_insee) FROM services s JOIN structures o ON o.id = s.structure_id
)
WHERE code IS NOT NULL AND id IN (SELECT service_id FROM points WHERE latitude IS NULL);

DROP VIEW held;
DROP VIEW open_services;
