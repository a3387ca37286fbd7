# fails
package x_test

test_again if 1 == 2

test_again if 2 == 3
