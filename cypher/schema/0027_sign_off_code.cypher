// A printed code leads to one signature.
// access: schema
CREATE CONSTRAINT sign_off_code IF NOT EXISTS
FOR (signature:SignOff) REQUIRE signature.code IS UNIQUE
