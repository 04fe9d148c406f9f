import random
random.seed(5)
open("noise.txt", "wb").write(bytes(random.randrange(256) for _ in range(20000)))
